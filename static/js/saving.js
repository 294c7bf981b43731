// Saves each answer as it is typed: one request at a time per indicator, in order, under the version the person saw.
// Nothing typed is lost: it stays in the browser until the server acknowledges it (drafts.js).

import * as drafts from "./drafts.js";
import { sendLate } from "./late.js";
import { acknowledge, isOvertaken } from "./overtaken.js";
import { NotOurs, apply, ask } from "./parts.js";
import { signInAddress, whoIsHere } from "./session.js";
import { inWords } from "./words.js";

const PAUSE = 700;
// Leaving a field is often a press on something below it: what is told must not move the page under that press.
const AFTER_LEAVING = 250;
const FIRST_RETRY = 2000;
const LONGEST_RETRY = 60000;

const SAVING = "Сохраняется…";
const OFFLINE = "Нет связи: сохранится, когда связь вернётся";
const BUSY = "Сервер не ответил: сохранится, когда ответит";
const REFUSED = "Сервер не принял ответ. Введённое осталось в этом браузере: обновите страницу.";
const SIGNED_OUT = "Вы вышли из системы. Введённое осталось в этом браузере и отправится, когда вы войдёте.";
const OTHER_PERSON = "В этом браузере вошёл другой человек. Ответ не отправлен.";

/** One indicator's form. `revision` counts what was typed, `acknowledged` what the server has. */
class Answer {
  constructor(form, { user, map }) {
    this.form = form;
    this.owner = [user, map, form.closest("[data-code]").dataset.code];
    this.user = user;
    this.slug = form.id.slice(1);
    this.revision = this.acknowledged = 0;
    this.tried = [];
    this.isSending = this.isStopped = false;
    this.retryIn = FIRST_RETRY;
  }

  get version() { return document.getElementById(`version-${this.slug}`); }
  get place() { return document.getElementById(`state-${this.slug}`); }
  get isDirty() { return this.revision > this.acknowledged; }

  fields() {
    return [...this.form.elements].filter((field) => field.name && field.type !== "hidden" && field.type !== "submit");
  }

  values() {
    const values = {};
    for (const field of this.fields()) {
      if (field.type !== "radio") values[field.name] = field.value;
      else if (field.checked || !(field.name in values)) values[field.name] = field.checked ? field.value : "";
    }
    return values;
  }

  show(values) {
    for (const field of this.fields()) {
      if (!(field.name in values)) continue;
      if (field.type === "radio") field.checked = field.value === values[field.name];
      else field.value = values[field.name];
    }
  }

  typed({ pause }) {
    this.revision += 1;
    this.keep();
    this.showMine();
    if (this.isStopped) return;
    if (this.place.dataset.state === "saved") this.tell("typing", "");
    this.plan(pause);
  }

  keep() {
    drafts.put(...this.owner, { values: this.values(), version: this.version.value, tried: this.tried });
  }

  plan(pause) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), pause);
  }

  left() {
    if (this.isDirty && !this.isStopped && !this.isWaiting) this.plan(AFTER_LEAVING);
  }

  async send({ keepalive = false } = {}) {
    clearTimeout(this.timer);
    if (this.isSending || this.isStopped || !this.isDirty) return;
    this.isSending = true;
    const sent = { revision: this.revision, values: this.values() };
    this.tell("saving", SAVING);
    // Kept before it leaves: if the answer is lost, we still know that these values may already be there.
    this.tried.push(JSON.stringify(sent.values));
    this.keep();
    try {
      this.take(await ask(this.form.action.split("#")[0], { body: new FormData(this.form), keepalive }), sent);
    } catch (error) {
      await this.wait(error);
    }
    this.isSending = false;
    // What was typed meanwhile follows under the version just received.
    if (this.isDirty && !this.isStopped && !this.isWaiting) this.plan(0);
  }

  take({ outcome, page }, sent) {
    this.isWaiting = this.isRenewed = false;
    this.retryIn = FIRST_RETRY;
    if (outcome === "stale" && this.isOurs(page)) return;
    apply(page);
    this.showMine(); // typed on while the conflict was on its way
    this.markInvalid();
    // Late: kept beside the map, said so, and not counted. Both ways the server has it now.
    if (outcome === "saved" || outcome === "late") this.settle(sent);
    else if (outcome === "invalid") this.acknowledged = sent.revision; // asked again when it is corrected
    else this.isStopped = true; // stale: the person chooses; closed, unversioned: nothing more is accepted
  }

  settle(sent) {
    this.acknowledged = sent.revision;
    this.tried = [];
    const [, map, code] = this.owner;
    if (this.version) acknowledge(map, code, this.version.value);
    if (!this.isDirty) {
      drafts.remove(...this.owner);
      this.whenSettled?.();
      return;
    }
    this.keep();
    this.tell("saving", SAVING);
  }

  /** A newer answer that we sent ourselves, and whose acknowledgement was lost, is not somebody else's. */
  isOurs(page) {
    const conflict = page.querySelector(".conflict");
    const stored = JSON.parse(conflict.dataset.stored);
    const same = (text) => Object.entries(JSON.parse(text)).every(([name, value]) => plain(stored[name]) === plain(value));
    if (!this.tried.slice(0, -1).some(same)) return false;
    this.version.value = conflict.dataset.version;
    return true;
  }

  /** A conflict shows, and the button sends, what stands in the fields now, not what was sent when it arose. */
  showMine() {
    const places = this.place.querySelectorAll(".conflict [data-mine]");
    if (!places.length) return;
    const labelOf = (name) => this.form.elements[name][0].closest("fieldset").querySelector("legend").textContent.trim();
    const mine = inWords(this.values(), labelOf);
    for (const place of places) if (place.textContent !== mine) place.textContent = mine;
  }

  choose(which) {
    const conflict = this.place.querySelector(".conflict");
    this.version.value = conflict.dataset.version;
    this.isStopped = false;
    if (which === "theirs") this.show(JSON.parse(conflict.dataset.stored));
    this.typed({ pause: 0 });
  }

  /** No acknowledgement: say why, and try again. */
  async wait(error) {
    this.isWaiting = true;
    const who = error instanceof NotOurs ? await whoIsHere(this.user) : "unknown";
    if (who === "out") this.tell("signed-out", SIGNED_OUT, { text: "Войти", address: signInAddress() });
    else if (who === "other") { this.isStopped = true; this.tell("signed-out", OTHER_PERSON); return; }
    else if (who === "same") this.tell("offline", REFUSED);
    else this.tell("offline", error.message >= "500" && error.message <= "599" ? BUSY : OFFLINE);
    // Signed in again: the form has its new token by now, so the next try follows at once, but only once.
    const soon = who === "same" && !this.isRenewed;
    this.isRenewed = who === "same";
    this.timer = setTimeout(() => this.retry(), soon ? 0 : this.retryIn);
    this.retryIn = Math.min(this.retryIn * 2, LONGEST_RETRY);
  }

  retry() {
    clearTimeout(this.timer);
    this.isWaiting = false;
    this.send();
  }

  tell(state, text, link = null) {
    this.place.dataset.state = state;
    const said = document.createElement("p");
    said.textContent = text;
    if (link) {
      const door = document.createElement("a");
      Object.assign(door, { href: link.address, target: "_blank", rel: "noopener", textContent: link.text });
      said.append(" ", door);
    }
    this.place.replaceChildren(said);
  }

  markInvalid() {
    for (const field of this.fields()) {
      const sentence = document.getElementById(`error-${this.slug}-${field.name}`)?.textContent.trim();
      if (sentence) field.setAttribute("aria-invalid", "true");
      else field.removeAttribute("aria-invalid");
    }
  }

  /** After a reload: what the server does not have yet is shown again and sent. */
  resume(draft) {
    if (JSON.stringify(draft.values) === JSON.stringify(this.values())) {
      drafts.remove(...this.owner);
      return;
    }
    this.show(draft.values);
    this.version.value = draft.version;
    this.tried = draft.tried ?? [];
    for (const details of this.form.parentElement.querySelectorAll("details.note")) details.open = Boolean(draft.values.note);
    this.typed({ pause: 0 });
  }
}

const plain = (text) => (text ?? "").replace(/\r\n/g, "\n").trim().replace(/^(\d{1,3})([\s\u00a0]\d{3})+$/u, (all) => all.replace(/\D/g, ""));

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
  const retryAll = () => answers.forEach((answer) => answer.isWaiting && answer.retry());
  window.addEventListener("online", retryAll);
  window.addEventListener("focus", retryAll);
  window.addEventListener("pagehide", () => answers.forEach((answer) => answer.send({ keepalive: true })));
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") answers.forEach((answer) => answer.send({ keepalive: true }));
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
