// What every page does: leads to the list of errors, prints when asked, tells the other tabs that somebody is signed in;
// asks nothing else of the browser.
import "./preview.js";
import { tellOfSignIn } from "./session.js";
import "./sign_out.js";

if (document.querySelector("[data-signs-out]")) tellOfSignIn();

const summary = document.querySelector("[data-error-summary]");
if (summary) summary.focus();

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
