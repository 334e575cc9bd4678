/* An error summary gets focus when it appears; its links put focus in the field they name. */
const focusSummary = (root) => root.querySelector("[data-error-summary]")?.focus();

document.addEventListener("htmx:afterSwap", (event) => focusSummary(event.target));
document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-error-summary] a[href^='#']");
  const field = link && document.getElementById(link.hash.slice(1));
  if (!field) return;
  event.preventDefault();
  const control = field.matches("input, select, textarea") ? field : field.querySelector("input");
  (control ?? field).focus();
});
focusSummary(document);
