// Keys, and verdicts that are sent until the server says that they are stored. Without this file the page works by
// its buttons and links alone.
"use strict";

// Of each reviewer by themselves: nothing may be sent in another's name who logs in here later.
const UNSENT = `netra-unsent ${document.body.dataset.reviewer}`;
const PAUSE = 1000;

// Verdicts wait here, on disk, until they are acknowledged: nothing is lost when the server or the browser dies.
const unsent = () => JSON.parse(localStorage.getItem(UNSENT) || "[]");
const keep = (list) => localStorage.setItem(UNSENT, JSON.stringify(list));

let isSending = false;

function say(text) {
  document.getElementById("net").textContent = text;
}

function busy(isBusy) {
  document.querySelectorAll(".decide button, .undo button").forEach((button) => { button.disabled = isBusy; });
}

// Shows the page that an answer holds, without loading what stays the same.
function show(html, address) {
  const page = new DOMParser().parseFromString(html, "text/html");
  document.querySelector("main").replaceWith(document.adoptNode(page.querySelector("main")));
  document.title = page.title;
  if (address !== location.href) history.pushState(null, "", address);
  const heading = document.querySelector("main h1");
  if (heading) heading.focus();
  scrollTo(0, 0);
}

// Sends what waits, oldest first, again and again until each is acknowledged. The key in the form makes a verdict
// that arrives twice one.
async function send() {
  if (isSending) return;
  isSending = true;
  busy(true);
  let last = null;
  for (let list = unsent(); list.length > 0; list = unsent()) {
    const [first] = list;
    try {
      const answer = await fetch(first.action, { method: "POST", body: new URLSearchParams(first.fields) });
      if (answer.status === 401) {
        location.assign("/");
        return;
      }
      if (answer.status >= 500) throw new Error(answer.statusText);
      last = { html: await answer.text(), address: answer.url };
      keep(unsent().filter((it) => JSON.stringify(it) !== JSON.stringify(first)));
      say("");
    } catch {
      say(`${unsent().length} ${document.body.dataset.unsaved}`);
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
  }
  isSending = false;
  busy(false);
  if (last) show(last.html, last.address);
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches(".decide, .undo")) return;
  if (isSending) {
    event.preventDefault();
    return;
  }
  const fields = [...new FormData(form, event.submitter)];
  try {
    keep([...unsent(), { action: form.getAttribute("action"), fields }]);
  } catch {
    return; // Where nothing can be kept, the browser sends the form as it does without this file.
  }
  event.preventDefault();
  send();
});

document.addEventListener("keydown", (event) => {
  const isTyping = event.target.matches("input:not([type=checkbox]), textarea, select");
  if (isTyping && event.key === "Escape") event.target.blur();
  if (isTyping || event.ctrlKey || event.metaKey || event.altKey || document.body.dataset.keys === "off") return;
  if (event.key === "?") {
    const help = document.getElementById("help");
    help.open = !help.open;
    help.scrollIntoView();
    return;
  }
  const target = [...document.querySelectorAll("[data-key]")].find((it) => it.dataset.key === event.key);
  if (!target || event.repeat) return;
  event.preventDefault();
  if (target.matches("input")) target.focus();
  else target.click();
});

addEventListener("popstate", async () => {
  const answer = await fetch(location.href);
  show(await answer.text(), location.href);
});

if (document.body.dataset.reviewer && unsent().length > 0) send();
