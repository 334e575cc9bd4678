/* The tree of a code set by keyboard: one tab stop, arrows between the rows, letters for the choices. Every key
   presses a button or follows a link that is there; without this file they are pressed by hand. */
import { lead, wasLedOn } from "./leading.js";

const tree = () => document.getElementById("tree");
const rows = () => [...(tree()?.querySelectorAll("[data-code-row]") ?? [])];
const inTree = (element) => element.closest?.("[data-code-row]");
let current = "";
let order = [];

/* Of all the rows one is a tab stop, the last one that had focus; what is inside the rows is reached by keys. */
const rove = () => {
  const all = rows();
  order = all.map((row) => row.id);
  const stop = all.find((row) => row.id === current) ?? all[0];
  for (const row of all) {
    row.tabIndex = row === stop ? 0 : -1;
    for (const inside of row.querySelectorAll("a, button, summary")) inside.tabIndex = -1;
  }
};

const go = (row) => {
  if (!row) return false;
  current = row.id;
  rove();
  row.focus();
  return true;
};

const beside = (row, by) => rows()[rows().indexOf(row) + by];
const level = (row) => Number(row.getAttribute("aria-level"));
const above = (row) => rows().slice(0, rows().indexOf(row)).reverse().find((each) => level(each) < level(row));
const fold = (row) => row.querySelector("[data-fold]")?.click() ?? true;

const right = (row) => {
  const open = row.getAttribute("aria-expanded");
  if (open === "true") return go(beside(row, 1));
  return open === "false" && fold(row);
};
const left = (row) => (row.getAttribute("aria-expanded") === "true" ? fold(row) : go(above(row)));

/* The menu of a row is made when it is first wanted, in the place of the link that else loads the page with it. */
const made = (row, link) => {
  const pattern = document.getElementById(row.matches("[data-tree]") ? "rule-menu-tree" : "rule-menu-list");
  const menu = pattern.content.querySelector("details").cloneNode(true);
  const summary = menu.querySelector("summary");
  summary.replaceChildren(...link.childNodes);
  summary.setAttribute("aria-label", link.getAttribute("aria-label"));
  for (const button of menu.querySelectorAll("button")) {
    if (button.value === `${link.dataset.rule}|`) button.setAttribute("aria-current", "true");
    button.value += row.dataset.codeRow;
  }
  for (const inside of [summary, ...menu.querySelectorAll("button")]) inside.tabIndex = -1;
  link.replaceWith(menu);
  return menu;
};
const menuOf = (row) => {
  const link = row.querySelector("[data-rule]");
  return link ? made(row, link) : row.querySelector(".rule-menu");
};

const openMenu = (row) => {
  const menu = menuOf(row);
  if (menu) menu.open = true;
  const button = row.querySelector(".menu-sheet button, .segments button");
  if (button) button.focus();
  else fold(row);
  return true;
};

const choose = (row, key) => {
  menuOf(row);
  const button = row.querySelector(`[data-key="${CSS.escape(key)}"]`);
  button?.click();
  return Boolean(button);
};

const KEYS = {
  ArrowDown: (row) => go(beside(row, 1)) || true,
  ArrowUp: (row) => go(beside(row, -1)) || true,
  ArrowRight: (row) => right(row) || true,
  ArrowLeft: (row) => left(row) || true,
  Home: () => go(rows()[0]),
  End: () => go(rows().at(-1)),
  Enter: openMenu,
};

/* In an open menu the arrows go between its buttons, and Escape goes back to the row. */
const inMenu = (event) => {
  const row = inTree(event.target);
  const buttons = [...event.target.parentElement.querySelectorAll("button, a")];
  if (event.key === "Escape") {
    row.querySelector(".rule-menu")?.removeAttribute("open");
    return go(row);
  }
  const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
  if (!step) return /^[a-zæøå]$/i.test(event.key) && !event.ctrlKey && choose(row, event.key.toLowerCase());
  buttons.at((buttons.indexOf(event.target) + step) % buttons.length).focus();
  return true;
};

/* One step back; and the same again, which is a step back from that. */
const undo = (key) => {
  const button = document.querySelector("[data-undo]");
  const isUndone = document.getElementById("saved")?.textContent.includes("Fortrød:");
  if (!button || (key === "y" && !isUndone)) return false;
  button.click();
  return true;
};

const onRow = (event, row) => {
  if (event.ctrlKey || event.metaKey) return ["z", "y"].includes(event.key.toLowerCase()) && undo(event.key.toLowerCase());
  if (event.altKey) return false;
  if (event.key === "?") return Boolean(document.querySelector(".key-help")?.toggleAttribute("open") ?? true);
  return KEYS[event.key]?.(row) ?? (event.key.length === 1 && choose(row, event.key.toLowerCase()));
};

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || !inTree(event.target)) return;
  lead();
  const row = event.target.matches("[data-code-row]") ? event.target : null;
  const isDone = row ? onRow(event, row) : event.target.closest(".menu-sheet, .segments") && inMenu(event);
  if (isDone) event.preventDefault();
});

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-rule]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  openMenu(inTree(link));
});

document.addEventListener("focusin", ({ target }) => {
  const row = inTree(target);
  if (row && row.id !== current) {
    current = row.id;
    rove();
  }
});

const isTyping = () => document.activeElement?.matches("input, textarea, select");
const tookACode = () => tree().dataset.focus && document.activeElement.closest("[data-code-search]");

/* The row with an id; when it is gone, the nearest one above it that is left. */
const remaining = (id, before) => {
  const upwards = before.slice(0, before.indexOf(id) + 1).reverse();
  return [id, ...upwards].map((each) => document.getElementById(each)).find((row) => row?.matches("[data-code-row]"));
};

/* After an answer focus is at the row it was about, or where it was. Menus close with what was chosen in them. */
document.addEventListener("htmx:afterSwap", (event) => {
  if (!tree() || !["editor", "tree"].includes(event.detail.target?.id)) return;
  const before = order;
  rove();
  if (wasLedOn(event) && document.activeElement !== document.body) return;
  for (const menu of tree().querySelectorAll(".rule-menu[open]")) menu.open = false;
  const wanted = tree().dataset.focus || current;
  const trouble = document.querySelector("[data-trouble]");
  if (trouble) return trouble.focus();
  if (isTyping() && !tookACode()) return;
  go(remaining(wanted, before));
});

rove();
if (location.hash.startsWith("#row-")) go(document.getElementById(decodeURIComponent(location.hash.slice(1))));
