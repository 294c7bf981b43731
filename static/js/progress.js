// How far a long work has come: asks the server while it lasts, says it now and then, shows the page anew at the end.
import { apply, ask, NotOurs } from "./parts.js";

const EVERY = 2000;
const AFTER_TROUBLE = 10000;
const said = document.getElementById("documents-said");
let told = -1;

function tell() {
  const bar = document.querySelector("#documents-progress .progress-bar");
  const percent = bar ? Number.parseInt(bar.getAttribute("aria-label").replace(/\D+/g, ""), 10) : 0;
  if (!said || Math.floor(percent / 25) === told) return;
  told = Math.floor(percent / 25);
  if (bar) said.textContent = bar.getAttribute("aria-label");
}

/** Whoever types in the search keeps what was typed; the part itself says that the work has ended. */
function show() {
  const { activeElement } = document;
  if (activeElement && activeElement.matches("input, textarea, select")) return;
  location.reload();
}

async function look() {
  const place = document.querySelector("[data-progress]");
  if (!place) return;
  let pause = EVERY;
  try {
    const { outcome, page } = await ask(place.dataset.progress);
    apply(page);
    tell();
    if (outcome === "done") return show();
  } catch (trouble) {
    if (trouble instanceof NotOurs) return;
    pause = AFTER_TROUBLE;
  }
  setTimeout(look, pause);
}

setTimeout(look, EVERY);
