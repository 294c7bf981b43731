// Who else looks at this map now? Asked twice a minute while the page is before somebody's eyes; nothing is stored.

import { apply, ask } from "./parts.js";

const EVERY = 30000;

export function startPresence() {
  const form = document.querySelector("form[data-presence]");
  if (!form) return;
  const look = () => document.visibilityState === "visible" && lookIn(form);
  look();
  setInterval(look, EVERY);
  document.addEventListener("visibilitychange", look);
}

async function lookIn(form) {
  const place = document.getElementById("presence");
  try {
    const { page } = await ask(form.action, { body: new FormData(form) });
    const said = page.getElementById("presence").textContent;
    if (said !== place.textContent) apply(page); // a live region speaks only of what is new
  } catch {
    place.textContent = ""; // unknown is not «никого»: nothing is claimed
  }
}
