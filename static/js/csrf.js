/* Signing in again in another window changes the token; every request takes the one that holds now, so that a
   page that was open meanwhile can still send what is typed in it. */
const token = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1];

document.addEventListener("htmx:configRequest", ({ detail }) => {
  const current = token();
  if (!current) return;
  detail.headers["X-CSRFToken"] = current;
  if ("csrfmiddlewaretoken" in detail.parameters) detail.parameters.csrfmiddlewaretoken = current;
});
