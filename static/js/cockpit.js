/* What every page does on top of plain HTML. Everything works without it. */
import "./csrf.js";
import "./error-summary.js";
import "./failures.js";
import "./menus.js";
