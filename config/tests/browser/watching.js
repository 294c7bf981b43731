// What did the person see, frame by frame? For each answer: what the fields held, and whether «Сохранено» stood beside
// them. Each change is told to the test through window.seen.
const last = new Map();
function valuesOf(form) {
  const values = {};
  for (const field of form.elements) {
    if (!field.name || ["hidden", "submit"].includes(field.type)) continue;
    if (field.type !== "radio") values[field.name] = field.value;
    else if (field.checked || !(field.name in values)) values[field.name] = field.checked ? field.value : "";
  }
  return values;
}

function look() {
  for (const form of document.querySelectorAll("form.answer")) {
    const state = document.getElementById(`state-${form.id.slice(1)}`);
    if (!state) continue; // the page is still arriving
    const code = form.closest("[data-code]").dataset.code;
    const shown = { code, saved: state.textContent.includes("Сохранено "), values: valuesOf(form) };
    const text = JSON.stringify(shown);
    if (last.get(code) === text) continue;
    last.set(code, text);
    window.seen({ ...shown, at: Date.now() });
  }
  requestAnimationFrame(look);
}
requestAnimationFrame(look);
