// Kernels end, servers are restarted, lids are closed: notice it, say it, come back.
import { make, words } from "./fields.js";
import { flush, lastTyped, offline } from "./saving.js";

const { base, boot } = document.body.dataset;
const QUIET = 1500; // nobody is interrupted in the middle of a word
const trouble = document.getElementById("trouble");
let recovering = false;
let kernel = null;

function say(text) {
  trouble.hidden = !text;
  trouble.replaceChildren(...(text ? [make("p", "", text)] : []));
  offline(Boolean(text));
}

async function bootNow() {
  const answer = await fetch(base + "healthz", { cache: "no-store" });
  if (!answer.ok) throw new Error(String(answer.status));
  return (await answer.json()).boot;
}

const pause = (time) => new Promise((done) => setTimeout(done, time));

/** Load the page anew as soon as the server is there and nobody types. */
export async function recover(hopeful = false) {
  if (recovering) return;
  recovering = true;
  say(words.reconnecting);
  for (let tries = 0; ; tries += 1) {
    try {
      const now = await bootNow();
      const alive = now === boot && kernel && kernel.connectionStatus === "connected" && !dead();
      if (hopeful && alive) {
        say("");
        recovering = false;
        return;
      }
      if (!(hopeful && now === boot && tries < 6)) break;
    } catch {
      // Not there yet.
    }
    await pause(Math.min(1000 + tries * 250, 4000));
  }
  while (performance.now() - lastTyped() < QUIET) await pause(200);
  location.reload();
}

const dead = () => ["dead", "autorestarting", "restarting", "terminating"].includes(kernel?.status);

function watch() {
  kernel.statusChanged.connect((_sender, status) => {
    if (["dead", "autorestarting", "restarting"].includes(status)) recover();
  });
  kernel.connectionStatusChanged.connect((_sender, status) => {
    if (status !== "connected") recover(true);
  });
}

/** Wait for the page's kernel and follow it. */
export async function begin() {
  for (let tries = 0; tries < 300 && !kernel; tries += 1) {
    kernel = window.jupyterapp?.widgetManager?.kernel ?? null;
    if (!kernel) await pause(100);
  }
  if (kernel) watch();
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });
  window.addEventListener("online", () => recover(true));
  window.addEventListener("offline", () => say(words.reconnecting));
  for (const link of document.querySelectorAll(".bar a, .onward a")) {
    link.addEventListener("click", async (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
      event.preventDefault();
      await flush();
      location.href = link.href;
    });
  }
}

/** The server answered with its name: another one means it was restarted. */
export function heard(name) {
  if (name !== boot) recover();
}
