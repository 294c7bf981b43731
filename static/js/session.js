// Is the person still signed in? After signing in again, in this window or another, forms get their new token.

/** @returns {Promise<"same"|"out"|"other"|"unknown">} */
export async function whoIsHere(user) {
  let response;
  try {
    response = await fetch(window.location.pathname, { credentials: "same-origin", cache: "no-store" });
  } catch {
    return "unknown";
  }
  if (response.redirected && new URL(response.url).pathname.includes("/login/")) return "out";
  if (!response.ok) return "unknown";
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const map = page.getElementById("map");
  if (!map) return "unknown";
  if (map.dataset.user !== user) return "other";
  renewTokens(page);
  return "same";
}

function renewTokens(page) {
  const token = page.querySelector("input[name=csrfmiddlewaretoken]")?.value;
  if (!token) return;
  for (const input of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) input.value = token;
}

const tabs = "BroadcastChannel" in window ? new BroadcastChannel("signed-in") : null;

/** A page that only somebody signed in sees tells the other tabs of this browser: they may be waiting for it. */
export function tellOfSignIn() {
  tabs?.postMessage("");
}

export function onSignIn(listener) {
  tabs?.addEventListener("message", listener);
}

export function signInAddress() {
  return `/accounts/login/?next=${encodeURIComponent(window.location.pathname)}`;
}
