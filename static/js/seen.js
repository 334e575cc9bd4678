/* Codes with the keyboard: in a row, J and K go to the next and the previous one, to the button that says it belongs.
   The letters act only while something in a row has focus. After a swap, focus is on the first row that is left. */
const rows = () => [...document.querySelectorAll("[data-code]")];
const reach = (row) => row?.querySelector(".unseen-actions button")?.focus();

document.addEventListener("keydown", (event) => {
  const here = event.target.closest("[data-code]");
  const step = { j: 1, k: -1 }[event.key];
  if (!here || !step || event.ctrlKey || event.altKey || event.metaKey) return;
  event.preventDefault();
  reach(rows()[rows().indexOf(here) + step]);
});

document.addEventListener("htmx:afterSettle", (event) => {
  if (event.target.id !== "codes-not-seen" || event.target.contains(document.activeElement)) return;
  reach(rows().at(0));
});
