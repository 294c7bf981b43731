// Adds, removes and reuses evidence without leaving the place on the page. Without this module the same forms post.

import { NotOurs, apply, ask, askWithProgress } from "./parts.js";
import { whoIsHere } from "./session.js";

const FAILED = "Не получилось: нет связи или вы вышли из системы. Проверьте и нажмите ещё раз: введённое осталось в полях.";

export function startEvidence(map) {
  map.addEventListener("submit", (event) => {
    if (!event.target.matches("form[data-evidence]")) return;
    event.preventDefault();
    send(event.target);
  });
  map.addEventListener("change", (event) => {
    if (event.target.matches("input[data-year]")) noticeDay(event.target);
  });
  map.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-add], a.cancel");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (link.dataset.add === "reuse" || link.dataset.add === "replace") choose(link);
    else if (link.dataset.add) open(link);
    else close(link);
  });
}

/** Puts a copy of the form behind the links; a second press on the same link puts it away. */
function open(link) {
  const block = link.closest(".evidence-block");
  const { add } = link.dataset;
  const was = block.querySelector(".add-form");
  was?.remove();
  if (was?.dataset.kind === add) return;
  const copy = document.createElement("template");
  const [slug, { code }] = [block.id.replace("evidence-", ""), block.closest("[data-code]").dataset];
  copy.innerHTML = document.getElementById(`add-${add}`).innerHTML.replaceAll("SLUG", slug).replaceAll("CODE", code);
  const form = copy.content.querySelector("form");
  form.dataset.kind = add;
  form.elements.csrfmiddlewaretoken.value = document.querySelector("form.answer input[name=csrfmiddlewaretoken]").value;
  link.parentElement.append(form);
  form.querySelector("input:not([type=hidden])").focus();
}

function close(link) {
  const block = link.closest(".evidence-block");
  const form = link.closest(".add-form");
  form.remove();
  block.querySelector("a.add").focus({ preventScroll: true });
}

async function send(form) {
  const block = form.closest(".evidence-block");
  if (block.dataset.busy) return; // a second press while the first is on its way
  block.dataset.busy = "yes";
  say(block, "Отправляется…");
  try {
    const told = (percent) => say(block, percent < 100 ? `Загружено ${percent}\u00a0%` : "Проверяется…");
    const chosen = form.querySelector("input[type=file]")?.files;
    put(block, await sendOnceMore(form, told));
    chooseAgain(block, chosen);
  } catch {
    say(block, FAILED);
  }
  delete block.dataset.busy;
}

/** After signing in again in another window the form gets its new token and goes once more. */
async function sendOnceMore(form, told) {
  const go = () => askWithProgress(form.action.split("#")[0], new FormData(form), told);
  try {
    return await go();
  } catch (error) {
    const user = document.getElementById("map").dataset.user;
    if (error instanceof NotOurs && (await whoIsHere(user)) === "same") return go();
    throw error;
  }
}

async function choose(link) {
  const block = link.closest(".evidence-block");
  try {
    put(block, await ask(link.href.split("#")[0]));
    block.querySelector(".add-form :is(select, input:not([type=hidden]))")?.focus();
  } catch {
    say(block, FAILED);
  }
}

function put(block, { outcome, page }) {
  const said = page.querySelector(".said")?.textContent ?? "";
  apply(page);
  const wrong = block.querySelector("[aria-invalid]");
  if (outcome === "saved") block.querySelector("a.add")?.focus({ preventScroll: true });
  else wrong?.focus();
  say(block, "");
  setTimeout(() => say(block, said), 60); // a live region speaks when its text changes
}

/** A form that came back keeps the file that was chosen in it. */
function chooseAgain(block, chosen) {
  const field = block.querySelector(".add-form input[type=file]");
  if (!field || !chosen?.length) return;
  field.files = chosen;
  block.querySelector(".again")?.remove();
}

/** A day of another school year is noticed, never refused. */
function noticeDay(field) {
  const [first, last, year] = field.dataset.year.split(" ");
  const isOutside = field.value && (field.value < first || field.value > last);
  const notice = document.getElementById(`notice-${field.id}`);
  notice.textContent = isOutside ? `Дата не за ${year} учебный год. Если так и должно быть, поясните это для проверяющего.` : "";
}

function say(block, text) {
  block.querySelector(".said").textContent = text;
}
