// Copies the text of an element, where the browser lets a page do so; otherwise the button stays hidden.
for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) break;
  const words = button.textContent;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent.trim());
    button.textContent = "Скопировано";
    setTimeout(() => { button.textContent = words; }, 3000);
  });
}
