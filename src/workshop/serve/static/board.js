// The facilitator's board: figures every few seconds, and one small thing at a time.
const { base } = document.body.dataset;
const words = JSON.parse(document.getElementById("board-words").textContent);
const xsrf = document.querySelector('input[name="_xsrf"]').value;
const EVERY = 4000;
const body = document.querySelector("#people tbody");
let item = { place: -1, elapsed: 0, at: 0 };

const fill = (text, facts) => text.replace(/\{(\w+)\}/g, (_all, name) => facts[name] ?? "");

function cell(row, text, kind = "") {
  const made = row.insertCell();
  made.className = kind;
  made.textContent = text;
  return made;
}

function button(text, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = text;
  made.onclick = act;
  return made;
}

async function act(what, name = "", text = "") {
  const answer = await fetch(base + "board/act", {
    method: "POST",
    headers: { "X-XSRFToken": xsrf },
    body: new URLSearchParams({ do: what, name, text, _xsrf: xsrf }),
  });
  const told = answer.ok ? await answer.json() : {};
  if (told.code) document.getElementById("code").textContent = told.code;
  if (told.link) {
    document.getElementById("link-text").textContent = told.link;
    document.getElementById("link").showModal();
  }
  await look();
}

function people(list, closed) {
  const focused = document.activeElement?.dataset?.key;
  body.replaceChildren();
  for (const person of list) {
    const row = body.insertRow();
    const who = cell(row, "");
    const dot = document.createElement("span");
    dot.className = person.here ? "dot in" : "dot";
    dot.title = person.here ? words.here : words.away;
    const name = document.createElement("span");
    name.className = "who";
    name.append(dot, person.business || person.name);
    who.append(name);
    if (person.business && person.name) who.append(person.name);
    person.steps.forEach(([done, asked, share], place) => {
      const at = words.order[place] === person.step && person.here;
      const full = share === 100 && asked > 0;
      cell(row, full ? "✓" : `${done}/${asked}`, `figure${at ? " at" : ""}${full ? " full" : ""}`);
    });
    cell(row, person.joined ? fill(words.ago, { n: person.idle }) : words.never);
    const need = cell(row, "", "need");
    const needs = [...person.blocks];
    if (person.stuck && person.here) needs.unshift(fill(words.stuck, { n: person.idle }));
    need.textContent = needs.slice(0, 2).join("; ") + (needs.length > 2 ? ` +${needs.length - 2}` : "");
    need.title = needs.join("\n");
    const acts = cell(row, "");
    const link = button(words.link, () => confirm(fill(words.sure, { who: person.business || person.name })) && act("link", person.key));
    link.dataset.key = person.key;
    acts.append(link);
    if (person.preview) {
      const see = document.createElement("a");
      see.href = `${base}board/plan/${person.key}`;
      see.textContent = words.see;
      see.target = "_blank";
      acts.append(" ", see);
    }
    if (focused === person.key) link.focus();
  }
  const joined = list.filter((each) => each.joined).length;
  document.getElementById("nobody").hidden = joined > 0;
  document.getElementById("here").textContent = fill(words.room, {
    here: list.filter((each) => each.here).length, joined, all: list.length,
  });
  for (const gate of document.querySelectorAll(".gate")) {
    const shut = closed.includes(gate.dataset.step);
    gate.classList.toggle("closed", shut);
    gate.textContent = shut ? words.open : words.close;
    gate.onclick = () => act(shut ? "open" : "close", gate.dataset.step);
  }
}

function plans(state) {
  const text = state.trouble
    || (state.running ? fill(words.making, { done: state.done, all: state.total || "…" }) : fill(words.made, { n: state.made }));
  document.getElementById("plans-state").textContent = text;
  const bar = document.getElementById("plans-bar");
  bar.hidden = !state.running;
  bar.max = state.total || 1;
  bar.value = state.done;
  document.getElementById("plans-run").disabled = state.running;
  document.getElementById("plans-get").hidden = state.running || !state.made;
  const failed = document.getElementById("plans-failed");
  failed.hidden = !Object.keys(state.failed).length;
  failed.replaceChildren(...Object.entries(state.failed).map(([key, why]) => {
    const line = document.createElement("li");
    line.textContent = `${key}: ${why}`;
    return line;
  }));
}

function clock() {
  const shown = document.getElementById("clock");
  const here = document.querySelector(`.items li[data-place="${item.place}"]`);
  if (!here) {
    shown.textContent = words.begin;
    return;
  }
  const left = Number(here.dataset.minutes) * 60 - item.elapsed - (performance.now() - item.at) / 1000;
  const size = Math.abs(Math.round(left));
  const time = `${Math.floor(size / 60)}:${String(size % 60).padStart(2, "0")}`;
  const note = document.createElement("small");
  note.textContent = left < 0 ? words.over : words.left;
  shown.replaceChildren(left < 0 ? `+${time}` : time, note);
  shown.classList.toggle("over", left < 0);
}

async function look() {
  try {
    const answer = await fetch(base + "board/state", { cache: "no-store" });
    if (!answer.ok) throw new Error(String(answer.status));
    const state = await answer.json();
    people(state.people, state.closed);
    plans(state.plans);
    item = { place: state.item, elapsed: state.elapsed, at: performance.now() };
    for (const line of document.querySelectorAll(".items li")) {
      const now = Number(line.dataset.place) === state.item;
      line.classList.toggle("now", now);
      line.querySelector(".item-says").hidden = !now;
    }
    clock();
  } catch {
    document.getElementById("here").textContent = words.lost;
  }
}

for (const made of document.querySelectorAll("[data-do]")) {
  made.addEventListener("click", () => act(made.dataset.do, made.dataset.name ?? "", made.dataset.text ?? ""));
}
document.getElementById("say").addEventListener("submit", (event) => {
  event.preventDefault();
  act("say", "", document.getElementById("text").value);
});
setInterval(look, EVERY);
setInterval(clock, 1000);
look();
