/* The search box for codes by keyboard: an editable combobox with a grid below it. A hit may have several things
   that can be done with it, and they are real buttons and links; a list box may hold no such thing, a grid may.
   Focus stays in the box: the arrows move what is active, Enter presses it. Without this the form is a form. */
const EVERY = 2000; // milliseconds between announcements

const boxOf = (element) => element?.closest?.("[data-code-search]");
const inputOf = (box) => box.querySelector(".code-search-line input");
const resultsOf = (box) => box.querySelector(".code-results");
const rowsOf = (box) => [...box.querySelectorAll(".hit")];
const cellsOf = (row) => [...row.querySelectorAll("[data-cell]")];
const activeOf = (box) => document.getElementById(inputOf(box).getAttribute("aria-activedescendant"));
const controlOf = (element) => element.querySelector("a[href], button:not([disabled])");
const isOpen = (box) => inputOf(box).getAttribute("aria-expanded") === "true";

const activate = (box, cell) => {
  const before = activeOf(box);
  before?.classList.remove("is-active");
  before?.closest(".hit").setAttribute("aria-selected", "false");
  if (!cell) return inputOf(box).removeAttribute("aria-activedescendant");
  inputOf(box).setAttribute("aria-activedescendant", cell.id);
  cell.classList.add("is-active");
  cell.closest(".hit").setAttribute("aria-selected", "true");
  cell.closest(".hit").scrollIntoView({ block: "nearest" });
};

const open = (box, whether) => {
  resultsOf(box).hidden = !whether;
  if (!whether) activate(box, null);
  inputOf(box).setAttribute("aria-expanded", String(whether && rowsOf(box).length > 0));
};

/* --- roles, which promise keys and so come with them -------------------------------------------- */

const prepareHits = (box) => {
  const hits = box.querySelector(".hits");
  hits?.setAttribute("role", "grid");
  rowsOf(box).forEach((row, at) => {
    row.setAttribute("role", "row");
    row.setAttribute("aria-selected", "false");
    cellsOf(row).forEach((cell, across) => {
      cell.setAttribute("role", "gridcell");
      cell.id = `${inputOf(box).id}-hit-${at}-${across}`;
    });
  });
  if (hits) hits.id = `${inputOf(box).id}-hits`;
  open(box, true);
};

const prepare = (box) => {
  const input = inputOf(box);
  const promised = { role: "combobox", "aria-autocomplete": "list", "aria-haspopup": "grid", "aria-expanded": "false" };
  for (const [name, value] of Object.entries(promised)) input.setAttribute(name, value);
  input.setAttribute("aria-controls", `${input.id}-results`);
  prepareHits(box);
};

/* --- keys ---------------------------------------------------------------------------------------- */

const step = (box, by) => {
  if (!isOpen(box)) return open(box, true);
  const rows = rowsOf(box);
  const here = rows.indexOf(activeOf(box)?.closest(".hit"));
  const next = here < 0 && by < 0 ? rows.length - 1 : here + by;
  activate(box, rows[next] ? cellsOf(rows[next])[0] : by < 0 ? null : activeOf(box));
};
const goTo = (box, row) => activate(box, cellsOf(row)[0]);
const across = (box, by) => {
  const cells = cellsOf(activeOf(box).closest(".hit"));
  activate(box, cells[cells.indexOf(activeOf(box)) + by] ?? activeOf(box));
};
const take = (box) => (controlOf(activeOf(box)) ?? controlOf(activeOf(box).closest(".hit")))?.click();
const leave = (box) => {
  const shown = !resultsOf(box).hidden && rowsOf(box).length;
  open(box, false);
  if (shown) return;
  inputOf(box).value = "";
  inputOf(box).dispatchEvent(new Event("input", { bubbles: true }));
};

const ALWAYS = { ArrowDown: (box) => step(box, 1), ArrowUp: (box) => step(box, -1), Escape: leave };
const ON_A_HIT = {
  ArrowRight: (box) => across(box, 1),
  ArrowLeft: (box) => across(box, -1),
  Home: (box) => goTo(box, rowsOf(box).at(0)),
  End: (box) => goTo(box, rowsOf(box).at(-1)),
  Enter: take,
};

document.addEventListener("keydown", (event) => {
  const box = boxOf(event.target);
  if (!box || event.target !== inputOf(box) || event.isComposing) return;
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const act = ALWAYS[event.key] ?? (activeOf(box) && ON_A_HIT[event.key]);
  if (!act) return;
  event.preventDefault();
  event.stopPropagation();
  act(box);
});

/* --- words that are still being put together by an input method are not sought ------------------- */

document.addEventListener(
  "input",
  (event) => {
    if (!boxOf(event.target)) return;
    if (event.isComposing) event.stopImmediatePropagation();
    else if (event.target === inputOf(boxOf(event.target))) activate(boxOf(event.target), null);
  },
  true,
);
document.addEventListener("compositionend", ({ target }) => {
  if (boxOf(target)) target.dispatchEvent(new Event("input", { bubbles: true }));
});

/* --- what is found -------------------------------------------------------------------------------- */

const said = new WeakMap();
const announce = (box) => {
  const { at = 0, timer } = said.get(box) ?? {};
  clearTimeout(timer);
  const say = () => {
    box.querySelector("[data-code-search-status]").textContent = box.querySelector("[data-said]")?.textContent ?? "";
    said.set(box, { at: Date.now() });
  };
  said.set(box, { at, timer: setTimeout(say, Math.max(0, at + EVERY - Date.now())) });
};

document.addEventListener("htmx:afterSettle", (event) => {
  const box = boxOf(event.target);
  if (box && event.target.classList.contains("code-results")) {
    prepareHits(box);
    announce(box);
  } else event.target.querySelectorAll?.("[data-code-search]").forEach(prepare);
});
document.querySelectorAll("[data-code-search]").forEach(prepare);
