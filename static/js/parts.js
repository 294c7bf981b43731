// Asks the server for parts of the page and puts them in place. A response is believed only when it is ours.

const OUTCOME = "X-Map-Parts";
const ASKED = { "X-Requested-With": "map-parts" };
const PATIENCE = 45000;

/** No answer of ours came: the line is down, or something else answered. Whether the server acted is unknown. */
export class NoAnswer extends Error {}

/** Somebody else answered in our name: a sign-in page, a captive portal, a proxy, a refused token. */
export class NotOurs extends Error {}

/** @returns {Promise<{outcome: string, status: number, page: Document}>} */
export async function ask(address, { body = null, keepalive = false } = {}) {
  const giveUp = new AbortController();
  const timer = setTimeout(() => giveUp.abort(), PATIENCE);
  try {
    const response = await fetch(address, {
      method: body ? "POST" : "GET", body, keepalive, headers: ASKED, redirect: "manual", credentials: "same-origin",
      cache: "no-store", signal: giveUp.signal,
    });
    const outcome = response.headers.get(OUTCOME);
    if (!outcome) throw response.status >= 500 ? new NoAnswer(String(response.status)) : new NotOurs(String(response.status));
    return { outcome, status: response.status, page: parsed(await response.text()) };
  } catch (error) {
    if (error instanceof NotOurs || error instanceof NoAnswer) throw error;
    throw new NoAnswer(String(error));
  } finally {
    clearTimeout(timer);
  }
}

/** The same with a word on how much of a file is already sent. */
export function askWithProgress(address, body, told) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", address);
    request.setRequestHeader("X-Requested-With", ASKED["X-Requested-With"]);
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) told(Math.floor((100 * event.loaded) / event.total));
    });
    request.addEventListener("load", () => {
      const outcome = request.getResponseHeader(OUTCOME);
      if (outcome) resolve({ outcome, status: request.status, page: parsed(request.responseText) });
      else reject(new NotOurs(String(request.status)));
    });
    for (const trouble of ["error", "abort", "timeout"]) request.addEventListener(trouble, () => reject(new NoAnswer(trouble)));
    request.send(body);
  });
}

function parsed(text) {
  return new DOMParser().parseFromString(text, "text/html");
}

/** Replaces what the elements of the answer hold, by id; the elements themselves, and live regions with them, stay. */
export function apply(page) {
  for (const fresh of [...page.body.children]) {
    const place = fresh.id && document.getElementById(fresh.id);
    if (place) renew(place, fresh);
  }
  document.dispatchEvent(new CustomEvent("parts:applied"));
}

function renew(place, fresh) {
  const focused = place.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
  for (const { name } of [...place.attributes]) {
    if (name.startsWith("data-") && !fresh.hasAttribute(name)) place.removeAttribute(name);
  }
  for (const { name, value } of [...fresh.attributes]) {
    if (place.getAttribute(name) !== value) place.setAttribute(name, value);
  }
  place.replaceChildren(...[...fresh.childNodes].map((node) => document.importNode(node, true)));
  if (focused) [...place.querySelectorAll("a")].find((link) => link.getAttribute("href") === focused)?.focus();
}
