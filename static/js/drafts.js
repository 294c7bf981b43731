// What was typed and not yet acknowledged by the server: kept in this browser, by user, map and indicator.
//
// A draft is { values, version, at, tried }: the inputs as typed, the version of the answer the person saw, when,
// and the values already sent whose answers never came back. It is removed when the server acknowledges it and when
// the person signs out.

const PREFIX = "draft:";
const KEPT_FOR = 30 * 24 * 3600 * 1000;
const memory = new Map(); // when the browser refuses to store

const nameOf = (user, map, code) => `${PREFIX}${user}:${map}:${code}`;

function storage() {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}

/** Whether drafts outlive the page. */
export function isLasting() {
  try {
    storage().setItem(`${PREFIX}probe`, "1");
    storage().removeItem(`${PREFIX}probe`);
    return true;
  } catch {
    return false;
  }
}

export function put(user, map, code, draft) {
  const name = nameOf(user, map, code);
  const text = JSON.stringify({ ...draft, at: Date.now() });
  memory.set(name, text);
  try {
    storage().setItem(name, text);
  } catch {
    // Full or forbidden: the page still holds it and asks before it is closed.
  }
}

export function remove(user, map, code) {
  const name = nameOf(user, map, code);
  memory.delete(name);
  try {
    storage().removeItem(name);
  } catch {
    // Nothing was stored.
  }
}

/** Drafts of one map by indicator code. */
export function all(user, map) {
  const start = nameOf(user, map, "");
  const found = new Map();
  for (const [name, text] of entries()) {
    if (name.startsWith(start)) found.set(name.slice(start.length), JSON.parse(text));
  }
  return found;
}

/** Tells what another tab of this browser has just kept: of whom, of which map and indicator, and the draft. */
export function onKeptElsewhere(listener) {
  window.addEventListener("storage", ({ key, newValue }) => {
    if (key?.startsWith(PREFIX) && isDraft(newValue)) listener(key.slice(PREFIX.length).split(":"), JSON.parse(newValue));
  });
}

/** Everything this browser keeps: on sign-out nothing of a person stays behind. */
export function wipe() {
  for (const [name] of entries()) forget(name);
  memory.clear();
}

/** Drafts nobody came back for. */
export function wipeOld() {
  for (const [name, text] of entries()) {
    if (!(Date.now() - JSON.parse(text).at < KEPT_FOR)) forget(name);
  }
}

export function count() {
  return entries().length;
}

function entries() {
  const found = new Map(memory);
  try {
    const kept = storage();
    for (let i = 0; i < kept.length; i += 1) {
      const name = kept.key(i);
      if (name.startsWith(PREFIX) && isDraft(kept.getItem(name))) found.set(name, kept.getItem(name));
    }
  } catch {
    // Memory only.
  }
  return [...found];
}

function isDraft(text) {
  try {
    return typeof JSON.parse(text)?.values === "object";
  } catch {
    return false;
  }
}

function forget(name) {
  try {
    storage().removeItem(name);
  } catch {
    // Nothing was stored.
  }
}
