/* Review with the keyboard: on a change, J and K go to the next and the previous one. Only the first change is a tab
   stop, and the letters act only while a change has focus. After a comment is sent, focus is on its thread. */
const changes = () => [...document.querySelectorAll("[data-change]")].filter((each) => each.offsetParent);

const show = (change) => {
  if (!change) return;
  change.focus({ preventScroll: true });
  change.scrollIntoView({ block: "center" });
};

const makeFirstATabStop = () => changes().at(0)?.setAttribute("tabindex", "0");

document.addEventListener("keydown", (event) => {
  const here = event.target.closest("[data-change]");
  const step = { j: 1, k: -1 }[event.key];
  if (!here || !step || event.ctrlKey || event.altKey || event.metaKey) return;
  event.preventDefault();
  show(changes()[changes().indexOf(here) + step]);
});

document.addEventListener("htmx:afterSettle", (event) => {
  if (document.activeElement !== document.body || !event.target.id?.startsWith("place-")) return;
  [...event.target.querySelectorAll(".thread")].at(-1)?.focus({ preventScroll: true });
});

makeFirstATabStop();
