// The page of a map: saves as typed, takes evidence in place, tells who else is here, shows where on the page one is.

import { startEvidence } from "./evidence.js";
import { startJump } from "./jump.js";
import { startPresence } from "./presence.js";
import { startSaving } from "./saving.js";

const map = document.getElementById("map");
if (map) {
  startJump(map);
  if (map.dataset.open === "yes") startEvidence(map);
  startSaving(map);
  startPresence();
}
