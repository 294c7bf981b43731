// What every page does: leads to the list of errors, prints when asked, asks nothing else of the browser.
import "./preview.js";
import "./sign_out.js";

const summary = document.querySelector("[data-error-summary]");
if (summary) summary.focus();

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
