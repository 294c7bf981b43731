// A draft whose indicator is closed: sent all the same, kept by the server beside the map, and acknowledged as not counted.

import { apply, ask } from "./parts.js";

const SENDING = "Отправляется введённое, пока карта была открыта…";

/** `forget` removes the draft: when the server has it, or when the person says so. */
export async function sendLate(place, code, draft, forget) {
  tell(place, "saving", SENDING);
  try {
    const { outcome, page } = await ask(addressOf(code), { body: bodyOf(draft) });
    if (outcome !== "late" && outcome !== "saved") throw new Error(outcome);
    forget();
    apply(page);
  } catch {
    showLate(place, draft.values, forget);
    window.addEventListener("online", () => sendLate(place, code, draft, forget), { once: true });
  }
}

const addressOf = (code) => `${document.getElementById("map").dataset.address}indicators/${code}/`;

function bodyOf({ values, version }) {
  const body = new FormData();
  body.append("csrfmiddlewaretoken", document.querySelector("input[name=csrfmiddlewaretoken]").value);
  body.append("version", version);
  for (const [name, value] of Object.entries(values)) body.append(name, value);
  return body;
}

/** Not acknowledged: shown, not counted, removed only by the person. */
function showLate(place, values, forget) {
  const numbers = [values.numerator, values.denominator].filter(Boolean).join(" из ");
  const facts = Object.entries(values).filter(([name]) => name === "fact" || name.startsWith("part_"));
  const words = [numbers, ...facts.map(([, value]) => ({ yes: "да", no: "нет" })[value]), values.note].filter(Boolean);
  const said = tell(place, "closed", `Не учтено: это введено в этом браузере, но не сохранено, пока карта была открыта: ${words.join(", ") || "пусто"}. `);
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: "link-button", textContent: "Убрать" });
  button.addEventListener("click", () => { forget(); place.replaceChildren(); delete place.dataset.state; });
  said.append(button);
}

function tell(place, state, text) {
  const said = document.createElement("p");
  said.textContent = text;
  place.dataset.state = state;
  place.replaceChildren(said);
  return said;
}
