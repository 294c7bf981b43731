// Shows a file under the line that names it, when asked and once; without this module the same link opens a page.

import { ask } from "./parts.js";

const WORDS = { open: "Скрыть", closed: "Показать", busy: "Открывается…", failed: "Не открылось. Показать" };

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[data-show]");
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  const here = placeOf(link);
  if (here) turn(link, here, here.hidden);
  else show(link);
});

/** The part that shows the file, if it was asked for already. */
function placeOf(link) {
  const next = link.closest(".piece-more").nextElementSibling;
  return next?.matches(".shown-here") ? next : null;
}

async function show(link) {
  if (link.dataset.busy) return;
  link.dataset.busy = "yes";
  say(link, WORDS.busy);
  try {
    const { page } = await ask(link.href);
    const place = document.createElement("div");
    place.className = "shown-here";
    place.append(...[...page.body.children].map((part) => document.importNode(part, true)));
    link.closest(".piece-more").after(place);
    turn(link, place, true);
  } catch {
    say(link, WORDS.failed);
  }
  delete link.dataset.busy;
}

function turn(link, place, open) {
  place.hidden = !open;
  link.setAttribute("aria-expanded", String(open));
  say(link, open ? WORDS.open : WORDS.closed);
}

function say(link, text) {
  link.querySelector(".word").textContent = text;
}
