// Saves the page of a map as it is typed (answer.js): what the person does there, what comes back, what waits from before.

import { Answer } from "./answer.js";
import * as drafts from "./drafts.js";
import { sendLate } from "./late.js";
import { isOvertaken } from "./overtaken.js";
import { onSignIn } from "./session.js";

const PAUSE = 700;

export function startSaving(map) {
  const owner = { user: map.dataset.user, map: map.dataset.map };
  const answers = new Map();
  for (const form of map.querySelectorAll("form.answer")) answers.set(form, new Answer(form, owner));
  const versions = [...answers.values()].map((answer) => [answer.owner[2], answer.version?.value]);
  if (isOvertaken(owner.map, versions)) {
    location.reload();
    return;
  }
  map.classList.add("saves-itself");
  drafts.wipeOld();
  listen(map, answers);
  resumeDrafts(owner, answers);
}

function listen(map, answers) {
  const of = (event) => answers.get(event.target.form);
  map.addEventListener("input", (event) => of(event)?.typed({ pause: event.target.type === "radio" ? 0 : PAUSE }));
  map.addEventListener("change", (event) => of(event)?.left());
  map.addEventListener("submit", (event) => {
    if (event.target.matches("form.carry")) saveFirst(event, answers);
    const answer = answers.get(event.target);
    if (!answer) return;
    event.preventDefault();
    answer.typed({ pause: 0 });
  });
  map.addEventListener("click", (event) => {
    const button = event.target.closest("[data-choose]");
    if (!button) return;
    answers.get(document.getElementById(`f${button.closest(".state").id.slice(6)}`))?.choose(button.dataset.choose);
  });
  const hurryAll = () => answers.forEach((answer) => answer.hurry());
  window.addEventListener("online", hurryAll);
  window.addEventListener("focus", hurryAll);
  onSignIn(hurryAll);
  drafts.onKeptElsewhere((owner, draft) => {
    for (const answer of answers.values()) if (answer.owner.join() === owner.join()) answer.keptElsewhere(draft);
  });
  window.addEventListener("pagehide", () => answers.forEach((answer) => answer.send({ keepalive: true })));
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") answers.forEach((answer) => answer.send({ keepalive: true }));
    else hurryAll();
  });
  window.addEventListener("beforeunload", (event) => {
    if (!drafts.isLasting() && [...answers.values()].some((answer) => answer.isDirty)) event.preventDefault();
  });
}

/** What leads to a new page waits until the indicator it belongs to is saved: its answer must not come back as a conflict. */
function saveFirst(event, answers) {
  const form = event.target;
  const answer = answers.get(document.getElementById(`f${form.dataset.slug}`));
  if (!answer?.isDirty) return;
  event.preventDefault();
  answer.whenSettled = () => form.submit();
  answer.plan(0);
}

function resumeDrafts(owner, answers) {
  for (const [code, draft] of drafts.all(owner.user, owner.map)) {
    const slug = code.replace(".", "-");
    const form = document.getElementById(`f${slug}`);
    const place = document.getElementById(`state-${slug}`);
    if (form) answers.get(form).resume(draft);
    else if (place) sendLate(place, code, draft, () => drafts.remove(owner.user, owner.map, code));
  }
}
