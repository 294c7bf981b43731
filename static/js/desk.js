// The reviewer's keys: A accepts, E opens the correction, R the return, Z undoes, K and J go to the neighbours.
// By the place of the key, so that they work in the Russian layout, too; never while something is being typed.

import { startPages } from "./desk_pages.js";

const REMEMBERED = "desk-keys";
const typing = "input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable]";

function areOn() {
  return localStorage.getItem(REMEMBERED) !== "off";
}

function focusPanel(id) {
  const panel = document.querySelector(id === "open-correct" ? ".panel.correct" : ".panel.return");
  const first = panel?.querySelector("input:not([type=hidden]), select, textarea");
  first?.focus({ preventScroll: true });
  if (first?.select) first.select();
  panel?.scrollIntoView({ block: "nearest", behavior: "instant" });
}

function open(label) {
  const opener = document.getElementById(label.htmlFor);
  opener.checked = true;
  focusPanel(opener.id);
}

/** In an open form: Ctrl+Enter sends it, Escape closes it. */
function inPanel(event) {
  const panel = event.target.closest(".panel");
  if (panel && event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    panel.requestSubmit(panel.querySelector("[name=kind]"));
  } else if (panel && event.key === "Escape") {
    for (const opener of document.querySelectorAll(".opener")) opener.checked = false;
    document.querySelector("[data-focus]").focus();
  }
}

function press(event) {
  inPanel(event);
  if (!areOn() || event.ctrlKey || event.altKey || event.metaKey || event.repeat || event.target.closest(typing)) return;
  const steps = { KeyK: "a[rel=prev]", KeyJ: "a[rel=next]" };
  const target = document.querySelector(steps[event.code] ?? `[data-key="${event.code}"]`);
  if (!target) return;
  event.preventDefault();
  if (target.htmlFor) open(target);
  else target.click();
}

// Single-letter keys can be turned off (WCAG 2.1.4): speech input and stray presses would give verdicts.
function offerSwitch() {
  const place = document.querySelector(".neighbours");
  if (!place) return;
  const label = document.createElement("label");
  label.className = "keys no-print";
  const box = document.createElement("input");
  box.type = "checkbox";
  box.checked = areOn();
  box.addEventListener("change", () => localStorage.setItem(REMEMBERED, box.checked ? "on" : "off"));
  label.append(box, " Клавиши A, E, R, Z, J, K включены");
  place.after(label);
}

document.addEventListener("keydown", press);
document.addEventListener("change", (event) => {
  if (event.target.matches(".opener")) focusPanel(event.target.id);
});
document.addEventListener("desk:shown", offerSwitch);
offerSwitch();
startPages();
