// What is typed and not acknowledged yet is kept on this device, and offered again.
import { addressOf, fieldAt, fieldOf, labelOf, make, putBack, same, snapshot, typedWords, words } from "./fields.js";

const { participant, step } = document.body.dataset;
const PREFIX = `workbook:${participant}:`;
const PLACE = PREFIX + step;

function load(place = PLACE) {
  try {
    return JSON.parse(localStorage.getItem(place) || "{}");
  } catch {
    return {};
  }
}

function keep(drafts) {
  try {
    if (Object.keys(drafts).length) localStorage.setItem(PLACE, JSON.stringify(drafts));
    else localStorage.removeItem(PLACE);
  } catch {
    // A browser that keeps nothing: the form still saves.
  }
}

/** How many fields of this page hold something that is not acknowledged. */
export function pending() {
  return Object.keys(load()).length;
}

/** Other steps of this participant with something unsaved. */
export function elsewhere() {
  return Object.keys(localStorage)
    .filter((name) => name.startsWith(PREFIX) && name !== PLACE)
    .filter((name) => Object.keys(load(name)).length)
    .map((name) => name.slice(PREFIX.length));
}

const before = new Map();

/** Remember what stood there before somebody types. */
export function entered(element) {
  const field = fieldOf(element);
  if (!field) return;
  const address = addressOf(field);
  if (!load()[address]) before.set(address, snapshot(field));
}

/** Keep what is typed; return its address, empty if it is no answer. */
export function typed(element) {
  const field = fieldOf(element);
  const address = field ? addressOf(field) : "";
  if (!address) return "";
  const drafts = load();
  drafts[address] = {
    values: snapshot(field),
    base: drafts[address]?.base ?? before.get(address) ?? null,
    label: labelOf(field),
  };
  keep(drafts);
  field.classList.add("room-pending");
  return address;
}

/** What is kept now: to be acknowledged as it is, not as it will be. */
export function state() {
  return load();
}

/** The server has what was kept: let go of it, unless more was typed since. */
export function acknowledged(what) {
  const drafts = load();
  for (const [address, draft] of Object.entries(what)) {
    const field = fieldAt(address);
    // A save that failed is said in the field; what was typed stays kept.
    if (field?.classList.contains("wkf-failed")) continue;
    if (drafts[address] && same(drafts[address].values, draft.values)) {
      delete drafts[address];
      if (field) {
        before.set(address, snapshot(field));
        field.classList.remove("room-pending");
      }
    }
  }
  keep(drafts);
}

function forget(address) {
  const drafts = load();
  delete drafts[address];
  keep(drafts);
  fieldAt(address)?.classList.remove("room-pending");
}

const looked = new Set();

/** Offer again what this device kept; `changed` is called for what is put back at once. */
export function offer(changed) {
  for (const [address, draft] of Object.entries(load())) {
    const field = fieldAt(address);
    if (!field) {
      unfold(address);
      continue;
    }
    if (looked.has(address)) continue;
    looked.add(address);
    const now = snapshot(field);
    if (same(now, draft.values)) forget(address);
    else if (draft.base && same(now, draft.base)) {
      putBack(field, draft.values);
      changed(address);
    } else ask(field, address, draft, changed);
  }
}

/** Open the card of a row whose answer is kept. */
function unfold(address) {
  const row = address.split("/").slice(0, -1).join("/");
  const card = document.querySelector(`.wkf-card.${CSS.escape("at:" + row)}`);
  const fold = card?.querySelector(".wkf-fold");
  if (fold && !looked.has(row)) {
    looked.add(row);
    if (!fold.classList.contains("mod-active")) fold.click();
  }
}

/** Somebody changed it meanwhile: show both and ask. */
function ask(field, address, draft, changed) {
  const box = make("div", "room-offer");
  box.append(make("p", "", words.kept), make("p", "room-typed", typedWords(draft.values)));
  const mine = make("button", "", words.mine);
  const leave = make("button", "quiet", words.leave);
  mine.type = leave.type = "button";
  mine.onclick = () => {
    box.remove();
    putBack(field, draft.values);
    changed(address);
  };
  leave.onclick = () => {
    box.remove();
    forget(address);
  };
  box.append(mine, leave);
  field.append(box);
}
