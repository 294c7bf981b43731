// Was this page made before the last save was acknowledged? While a page is on its way, the one it replaces still
// saves and learns of it: then the new page shows what was, and nothing that was typed. Only versions are kept here,
// for as long as the tab is open.

const PREFIX = "acknowledged:";

const nameOf = (map, code) => `${PREFIX}${map}:${code}`;

export function acknowledge(map, code, version) {
  try {
    sessionStorage.setItem(nameOf(map, code), version);
  } catch {
    // Forbidden: the page that comes may be behind, what was typed is on the server.
  }
}

/** Whether an answer of the page is older than the server said it is; asked once a page, so it cannot go round. */
export function isOvertaken(map, versions) {
  let isBehind = false;
  try {
    for (const [code, version] of versions) {
      const known = sessionStorage.getItem(nameOf(map, code));
      sessionStorage.removeItem(nameOf(map, code));
      if (Number(version) < Number(known)) isBehind = true;
    }
  } catch {
    // As above.
  }
  return isBehind;
}
