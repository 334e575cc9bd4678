/* When an answer does not come, say so in a notice that stays, in words; nothing typed is touched. */
const KEPT = "Det, du har skrevet, står her stadig.";
const WORDS = {
  offline: `Ingen forbindelse. ${KEPT} Prøv igen om lidt.`,
  401: `Du er logget ud. ${KEPT} Log ind i et andet vindue, og prøv så igen her.`,
  403: `Det blev afvist, for du har ikke ret til det. Intet er ændret. ${KEPT}`,
  404: "Det findes ikke længere. Genindlæs siden for at se, hvad der er sket.",
  other: `Det gik galt hos os. ${KEPT} Prøv igen om lidt.`,
};

const say = (words) => {
  const notice = document.createElement("div");
  const text = document.createElement("p");
  notice.className = "notice notice-error";
  text.textContent = words;
  notice.append(text);
  document.getElementById("notices")?.replaceChildren(notice);
};

document.addEventListener("htmx:sendError", () => say(WORDS.offline));
document.addEventListener("htmx:timeout", () => say(WORDS.offline));
document.addEventListener("htmx:responseError", ({ detail }) => say(WORDS[detail.xhr.status] ?? WORDS.other));
