// One indicator's form: sent as it is typed, one request at a time, in order, under the version the person saw.
// Nothing typed is lost: it stays in the browser until the server acknowledges it (drafts.js).

import * as drafts from "./drafts.js";
import { acknowledge } from "./overtaken.js";
import { NotOurs, apply, ask } from "./parts.js";
import { signInAddress, whoIsHere } from "./session.js";
import { inWords } from "./words.js";

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

/** `revision` counts what was typed, `acknowledged` what the server has. */
export class Answer {
  constructor(form, { user, map }) {
    this.form = form;
    this.owner = [user, map, form.closest("[data-code]").dataset.code];
    this.user = user;
    this.slug = form.id.slice(1);
    this.revision = this.acknowledged = 0;
    this.tried = [];
    this.isSending = this.isStopped = this.isHurried = false;
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
    if (this.isHurried && this.isWaiting) this.retry();
    // What was typed meanwhile follows under the version just received.
    else if (this.isDirty && !this.isStopped && !this.isWaiting) this.plan(0);
  }

  take({ outcome, page }, sent) {
    this.isWaiting = this.isRenewed = this.isHurried = false;
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

  /** A newer answer that we sent ourselves, from here or from another tab, and never heard of, is not somebody else's. */
  isOurs(page) {
    const conflict = page.querySelector(".conflict");
    const stored = JSON.parse(conflict.dataset.stored);
    const isStored = (text) => Object.entries(JSON.parse(text)).every(([name, value]) => plain(stored[name]) === plain(value));
    if (!this.tried.some(isStored)) return false;
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
    this.isWaiting = this.isHurried = false;
    this.send();
  }

  /** The line is back, or the person is: no need to sit out the pause. A try that is on its way may still fail of the old. */
  hurry() {
    this.retryIn = FIRST_RETRY;
    if (this.isSending) this.isHurried = true;
    else if (this.isWaiting) this.retry();
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

  /** Another tab kept, from before our save, what we have saved: should it be closed now, nobody would take that away. */
  keptElsewhere({ values, version }) {
    if (this.isDirty || !this.version || !same(values, this.values())) return;
    if (Number(version) < Number(this.version.value)) drafts.remove(...this.owner);
  }

  /** After a reload: what the server does not have yet is shown again and sent. */
  resume(draft) {
    if (same(draft.values, this.values())) {
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

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

const plain = (text) => (text ?? "").replace(/\r\n/g, "\n").trim().replace(/^(\d{1,3})([\s\u00a0]\d{3})+$/u, (all) => all.replace(/\D/g, ""));
