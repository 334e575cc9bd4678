/* Codes with the keyboard: in a row, J and K go to the next and the previous one, from tick to tick or from button to
   button. The letters act only while something in a row has focus. When a code is seen, focus is on the one after it,
   in the part that htmx swaps as in a page that is loaded anew; in the editor, on the tree when none is left. */
const AT = "seen-at";
const BUTTON = ".unseen-actions button";
const TICK = "input[type=checkbox]";
const rows = () => [...document.querySelectorAll("[data-code]")];
const reach = (row, wanted = BUTTON) => row.querySelector(wanted)?.focus();

document.addEventListener("keydown", (event) => {
  const here = event.target.closest("[data-code]");
  const next = rows()[rows().indexOf(here) + ({ j: 1, k: -1 }[event.key] ?? NaN)];
  if (!here || !next || event.ctrlKey || event.altKey || event.metaKey) return;
  event.preventDefault();
  reach(next, event.target.matches(TICK) ? TICK : BUTTON);
});

/* The row that is seen goes away, so the one after it comes to stand where it stood. */
document.addEventListener(
  "submit",
  ({ submitter }) => {
    if (submitter?.closest(".unseen")) sessionStorage.setItem(AT, rows().indexOf(submitter.closest("[data-code]")));
  },
  true,
);
const goOn = () => {
  const at = sessionStorage.getItem(AT);
  sessionStorage.removeItem(AT);
  if (at === null) return;
  const row = rows()[Math.max(at, 0)] ?? rows().at(-1);
  const wrong = document.querySelector(".unseen [aria-invalid=true]");
  if (row && !wrong) reach(row);
  else (wrong ?? document.getElementById("tree"))?.focus();
};
document.addEventListener("htmx:afterSettle", (event) => event.target.id === "codes-not-seen" && goOn());
goOn();
