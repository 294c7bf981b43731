// Nothing a person typed stays in the browser after signing out; what was not sent yet is asked about first.

import * as drafts from "./drafts.js";

const QUESTION = "Есть ответы, которые ещё не отправлены на сервер. Выйти и потерять их?";

document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-signs-out]")) return;
  if (drafts.count() && !window.confirm(QUESTION)) event.preventDefault();
  else drafts.wipe();
});
