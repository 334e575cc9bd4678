/* Where a key led while an answer was on its way is where the person wants to be: the answer leaves focus there.
   Answers may overlap, so each knows how far the keys had come when it was asked for. Focus is moved when an answer
   is put into the page, in the same breath, so that no key comes in between. */
let steps = 0;
const asked = new WeakMap();
document.addEventListener("htmx:beforeRequest", ({ detail }) => asked.set(detail.xhr, steps));

export const lead = (element) => {
  steps += 1;
  element?.focus();
  element?.select?.();
};
export const wasLedOn = ({ detail }) => steps > (asked.get(detail.xhr) ?? steps);
