// News of the room: how far one is, what is open, what the facilitator says.
import { elsewhere } from "./drafts.js";
import { make, words } from "./fields.js";
import { heard } from "./connection.js";

const { base, step } = document.body.dataset;
const EVERY = 8000;
const SEEN = "workbook-announcement";
const news = document.getElementById("news");

function show(text, number) {
  news.hidden = !text;
  if (!text) return;
  const close = make("button", "quiet", words.read);
  close.type = "button";
  close.onclick = () => {
    sessionStorage.setItem(SEEN, String(number));
    news.hidden = true;
  };
  news.replaceChildren(make("p", "", text), close);
}

function bar(steps) {
  for (const each of steps) {
    const item = document.querySelector(`.steps [data-step="${each.name}"]`);
    if (!item) continue;
    item.classList.toggle("done", each.share === 100);
    item.classList.toggle("closed", each.closed);
    item.querySelector("[data-share]").style.width = each.share + "%";
    item.querySelector(".step-count").textContent = words.count.replace("{done}", each.done).replace("{all}", each.asked);
  }
}

async function ask() {
  try {
    const answer = await fetch(base + "state", { cache: "no-store", redirect: "manual" });
    if (answer.type === "opaqueredirect" || answer.status === 403) {
      show(words.locked, 0);
      return;
    }
    if (!answer.ok) return;
    const state = await answer.json();
    heard(state.boot);
    bar(state.steps);
    const closed = state.steps.some((each) => each.name === step && each.closed);
    if (closed) show(words.closed, 0);
    else if (String(state.number) !== sessionStorage.getItem(SEEN)) show(state.text, state.number);
  } catch {
    // The connection is looked after elsewhere.
  }
}

export function begin() {
  for (const each of document.querySelectorAll("[data-share]")) each.style.width = each.dataset.share + "%";
  document.querySelector(".steps .now")?.scrollIntoView({ inline: "center", block: "nearest" });
  const left = elsewhere();
  if (left.length) {
    const title = document.querySelector(`.steps [data-step="${CSS.escape(left[0])}"] .step-title`);
    show(words.elsewhere.replace("{step}", title?.textContent ?? left[0]), 0);
  }
  setInterval(ask, EVERY);
  setTimeout(ask, left.length ? EVERY : 1500);
}
