// Saving while one types, and knowing that it arrived.
import * as drafts from "./drafts.js";
import { words } from "./fields.js";

const PAUSE = 700; // after the last key, a text is handed in
const LATE = 5000; // an answer that takes longer did not arrive

const shown = document.getElementById("saving");
let timer = 0;
let last = 0;
let sent = 0;
let waiting = null;
let lateTimer = 0;
let onLate = () => {};

/** When somebody last typed, in milliseconds of the page's clock. */
export const lastTyped = () => last;

/** Whether everything typed has arrived. */
export const settled = () => !timer && !waiting && !drafts.pending();

export function whenLate(call) {
  onLate = call;
}

function say(kind) {
  if (shown.dataset.kind === kind) return;
  shown.dataset.kind = kind;
  shown.textContent = words[kind] ?? "";
}

export function offline(is) {
  if (is) say("offline");
  else if (shown.dataset.kind === "offline") say(settled() ? "saved" : "saving");
}

function pulse() {
  return document.querySelector(".wkf-pulse input");
}

// The form echoes a number it is sent. Messages of one page are worked through in order, so
// its second echo comes after everything that was handed in before the first was sent.
function tick() {
  const input = pulse();
  if (!input) return;
  sent += 1;
  input.value = String(sent);
  input.dispatchEvent(new Event("change", { bubbles: true }));
}

function hand() {
  timer = 0;
  const field = document.activeElement;
  if (field?.matches?.("input[type=text], input:not([type]), input[type=search], textarea")) {
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }
  check();
}

function check() {
  if (waiting) {
    waiting.again = true;
    return;
  }
  waiting = { what: drafts.state(), rounds: 2, again: false };
  clearTimeout(lateTimer);
  lateTimer = setTimeout(() => {
    say("late");
    onLate();
  }, LATE);
  tick();
}

function echoed(number) {
  if (!waiting || number !== sent) return;
  waiting.rounds -= 1;
  if (waiting.rounds) {
    tick();
    return;
  }
  clearTimeout(lateTimer);
  drafts.acknowledged(waiting.what);
  const again = waiting.again;
  waiting = null;
  if (again || (drafts.pending() && !timer && !failed())) check();
  else if (!timer) say(failed() ? "failed" : "saved");
}

const failed = () => document.querySelector(".wkf-failed") !== null;

/** Something was put into a field. */
export function changed(element, now) {
  last = performance.now();
  if (element && !drafts.typed(element)) return;
  say("saving");
  clearTimeout(timer);
  timer = setTimeout(hand, now ? 0 : PAUSE);
}

/** Hand in what is typed; resolve when it arrived, or after a while. */
export async function flush(most = 2500) {
  if (timer) {
    clearTimeout(timer);
    hand();
  }
  const until = performance.now() + most;
  while (!settled() && performance.now() < until) await new Promise((done) => setTimeout(done, 40));
}

/** Follow the form: its echoes, and what this device kept for fields as they appear. */
export function begin() {
  document.addEventListener("focusin", (event) => drafts.entered(event.target), true);
  document.addEventListener("input", (event) => {
    if (event.isTrusted || event.target.closest?.(".wkf-field")) changed(event.target, false);
  }, true);
  document.addEventListener("change", (event) => {
    if (!event.isTrusted) return;
    const text = event.target.matches("textarea, input:not([type=checkbox]):not([type=radio])");
    if (!text) changed(event.target, true);
    else if (drafts.typed(event.target)) changed(null, true);
  }, true);
  const offer = () => drafts.offer(() => changed(null, true));
  offer();
  new MutationObserver(() => {
    const echo = Number(document.querySelector(".wkf-echo")?.textContent ?? 0);
    if (echo) echoed(echo);
    offer();
  }).observe(document.getElementById("rendered_cells"), { childList: true, subtree: true, characterData: true });
}
