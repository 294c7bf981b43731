// What stands in the inputs of an answer, in the words the server uses («104 из 180, пояснение: «…»»).

const NOTHING = "не заполнено";
const YES_NO = { yes: "да", no: "нет" };

/** `values` are the inputs by name, `labelOf` gives the title of a sub-check by its input's name. */
export function inWords(values, labelOf) {
  const said = "numerator" in values ? numbers(values) : facts(values, labelOf);
  const note = (values.note ?? "").trim();
  return note ? `${said}, пояснение: «${note}»` : said;
}

function numbers({ numerator, denominator }) {
  const said = grouped(numerator) || NOTHING;
  return denominator === undefined ? said : `${said} из ${grouped(denominator) || "…"}`;
}

function facts(values, labelOf) {
  if ("fact" in values) return YES_NO[values.fact] ?? NOTHING;
  const parts = Object.entries(values).filter(([name, value]) => name.startsWith("part_") && YES_NO[value]);
  return parts.map(([name, value]) => `${labelOf(name)} — ${YES_NO[value]}`).join(", ") || NOTHING;
}

/** Whole numbers by thousands; anything else as it was typed. */
function grouped(text) {
  const plain = text.trim();
  return /^\d+$/.test(plain) ? plain.replace(/\B(?=(\d{3})+$)/g, "\u00a0") : plain;
}
