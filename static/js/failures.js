/* When an answer does not come, say so in a notice that stays, in words; nothing typed is touched. */
const WORDS = {
  offline: "Ingen forbindelse. Det, du har skrevet, står her stadig. Prøv igen om lidt.",
  403: "Det har du ikke ret til. Intet er ændret.",
  404: "Det findes ikke længere. Genindlæs siden for at se, hvad der er sket.",
  other: "Det gik galt hos os. Det, du har skrevet, står her stadig. Prøv igen om lidt.",
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
document.addEventListener("htmx:responseError", (event) => say(WORDS[event.detail.xhr.status] ?? WORDS.other));
