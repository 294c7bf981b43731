// The next claim appears in place: the desk alone is fetched, the address and the history stay true.
// Whatever is not the desk (the map with its last steps, a sign-in page, a dead line) is left to the browser.

const OUTCOME = "X-Map-Parts";
const ASKED = { "X-Requested-With": "map-parts" };
const PATIENCE = 20000;

let underway = null;

const desk = () => document.getElementById("desk");

/** Fetches the desk of the address, by POST when there is a body, and puts it in place of this one. */
async function show(address, { body = null, push = true, plainly = () => location.assign(address) } = {}) {
  if (underway?.sends) return;
  underway?.giveUp.abort();
  const mine = { giveUp: new AbortController(), sends: body !== null };
  underway = mine;
  desk().setAttribute("aria-busy", "true");
  const timer = setTimeout(() => mine.giveUp.abort(), PATIENCE);
  try {
    const response = await fetch(address, {
      method: body ? "POST" : "GET", body, headers: ASKED, credentials: "same-origin", cache: "no-store",
      signal: mine.giveUp.signal,
    });
    const text = await response.text();
    if (underway !== mine) return;
    const outcome = response.headers.get(OUTCOME);
    if (outcome === "desk") put(text, response.url, push);
    else if (outcome === "leave") location.assign(response.headers.get("X-Desk-Onward"));
    else if (response.ok && response.url) location.assign(response.url);
    else plainly();
  } catch {
    if (underway === mine) plainly();
  } finally {
    clearTimeout(timer);
    if (underway === mine) underway = null;
    desk()?.removeAttribute("aria-busy");
  }
}

function put(text, address, push) {
  const fresh = new DOMParser().parseFromString(text, "text/html").getElementById("desk");
  const wasPiece = document.activeElement?.matches("[data-piece]") ?? false;
  if (push && address !== location.href) history.pushState({}, "", address);
  desk().replaceWith(document.importNode(fresh, true));
  document.title = desk().dataset.title;
  document.getElementById("desk-said").textContent = desk().dataset.said;
  focusAnew(wasPiece);
  document.dispatchEvent(new CustomEvent("desk:shown"));
}

/** A refused form, else the piece of evidence just chosen, else the new heading. */
function focusAnew(wasPiece) {
  const place = desk().querySelector("[data-error-summary]")
    ?? (wasPiece ? desk().querySelector("[data-piece][aria-current]") : null);
  if (place) return place.focus();
  window.scrollTo({ top: 0, behavior: "instant" });
  desk().querySelector("[data-focus]").focus({ preventScroll: true });
}

function follow(event) {
  const link = event.target.closest?.("#desk a[data-desk]");
  if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  show(link.href);
}

function send(event) {
  const form = event.target;
  if (!form.closest("#desk") || form.dataset.plainly) return;
  event.preventDefault();
  const body = new FormData(form);
  if (event.submitter?.name) body.append(event.submitter.name, event.submitter.value);
  const plainly = () => {
    form.dataset.plainly = "yes";
    form.requestSubmit(event.submitter);
  };
  show(form.getAttribute("action") || location.href, { body, plainly });
}

/** From now on the map stands still for the school. Should this fail, the first verdict does the same. */
function begin() {
  const form = document.getElementById("begin");
  if (form) fetch(form.action, { method: "POST", body: new FormData(form), headers: ASKED }).catch(() => {});
}

/** The piece that is open shows its file, by preview.js: as if «Показать» were pressed. */
function preview() {
  desk().querySelector(".piece a[data-show]")?.click();
}

export function startPages() {
  document.addEventListener("click", follow);
  document.addEventListener("submit", send);
  window.addEventListener("popstate", () => show(location.href, { push: false }));
  document.addEventListener("desk:shown", preview);
  document.addEventListener("desk:shown", begin);
  begin();
  preview();
}
