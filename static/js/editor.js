/* The editor on top of plain links and forms: keys that press the buttons that are there, focus that stays
   with the part it was at, fields that follow what is chosen. Every action is a real form or link. */
import { lead, wasLedOn } from "./leading.js";

const ROW = "[data-row]";
const rows = () => [...document.querySelectorAll(`#editor ${ROW}`)];
const isTyping = (element) => element.closest("input, select, textarea, [contenteditable]");

document.documentElement.classList.add("with-script");

/* --- focus ------------------------------------------------------------------------------------- */

const place = (id) => (id ? document.getElementById(`node-${id}`) ?? document.getElementById(`add-${id}`) : null);
const focusPlace = (element) => {
  const target = element?.querySelector(`form [aria-invalid="true"]`) ?? element?.querySelector(ROW) ?? element;
  target?.focus({ preventScroll: false });
};

const focusNew = () => document.querySelector("#node-new :is(input:not([type=hidden]), select)")?.focus();

document.addEventListener("htmx:afterSwap", (event) => {
  const editor = document.getElementById("editor");
  if (!editor || event.detail.target?.id !== "editor" || wasLedOn(event)) return;
  if (editor.querySelector("[data-error-summary]")) return;
  if (editor.querySelector("#node-new") && !editor.contains(document.activeElement)) return focusNew();
  if (document.activeElement && document.activeElement !== document.body && isTyping(document.activeElement)) return;
  focusPlace(place(editor.dataset.focus));
});
if (location.hash.startsWith("#node-")) focusPlace(document.querySelector(`[id="${location.hash.slice(1)}"]`));

/* --- fields that decide about other fields ------------------------------------------------------ */

document.addEventListener("change", (event) => {
  if (!event.target.closest("[data-refresh]")) return;
  event.target.form?.querySelector("[data-refresh-button]")?.click();
});

/* What is chosen while the fields are on their way is never overwritten: the form asks again instead. */
const typed = (form) => new URLSearchParams(new FormData(form)).toString();
const refreshing = (event) => {
  const { elt } = event.detail.requestConfig;
  return elt.matches("[data-refresh-button]") ? elt.form : null;
};
const asked = new WeakMap();
document.addEventListener("htmx:beforeRequest", (event) => {
  const form = refreshing(event);
  if (form) asked.set(form, typed(form));
});
document.addEventListener("htmx:beforeSwap", (event) => {
  const form = refreshing(event);
  if (!form?.isConnected || asked.get(form) === typed(form)) return;
  event.detail.shouldSwap = false;
  setTimeout(() => form.querySelector("[data-refresh-button]").click()); // when this request is over
});

/* --- keys --------------------------------------------------------------------------------------- */

const step = (row, by) => {
  const all = rows();
  lead(all[Math.min(Math.max(all.indexOf(row) + by, 0), all.length - 1)]);
};
const pressed = (event) =>
  [event.altKey && "Alt", event.ctrlKey && "Control", event.key.length === 1 ? event.key.toLowerCase() : event.key]
    .filter(Boolean)
    .join("+");
const buttonOf = (row, key) =>
  row.parentElement.querySelector(`:scope > .row-menu [data-key="${CSS.escape(key)}"]`);

const closing = (part) => part?.querySelector("[data-close]");

const onRow = (event, row) => {
  const key = pressed(event);
  if (key === "ArrowDown" || key === "ArrowUp") return step(row, key === "ArrowDown" ? 1 : -1) ?? true;
  const button = key === "Escape" ? closing(row.closest(".is-open")) : buttonOf(row, key);
  button?.click();
  return Boolean(button);
};

const onKey = (event) => {
  const row = event.target.closest?.(ROW);
  if (row) return onRow(event, row);
  if (event.key === "Escape" && event.target.closest("[data-part-form]")) {
    closing(event.target.closest("[data-part-form]"))?.click();
    return true;
  }
  if (event.key === "Enter" && event.target.dataset?.enter) {
    document.getElementById(event.target.dataset.enter)?.click();
    return true;
  }
  return false;
};

const addLine = () => {
  const here = document.activeElement?.closest(".block, .entries, #editor") ?? document;
  return here.querySelector(":scope > [data-add]") ?? document.querySelector(".block > [data-add], [data-add], .code-search-line input");
};

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.metaKey) return;
  if (event.key === "/" && !isTyping(event.target) && addLine()) {
    lead(addLine());
    event.preventDefault();
  } else if (onKey(event)) event.preventDefault();
});
