// A step's page: show it when its forms are there, and then look after it.
import * as connection from "./connection.js";
import * as describe from "./describe.js";
import * as news from "./news.js";
import * as saving from "./saving.js";
import * as undo from "./undo.js";

const LONG = 25000;
const TRIED = "workbook-reloaded:" + location.pathname;
const cells = document.getElementById("rendered_cells");
const wanted = cells.querySelectorAll('script[type="application/vnd.voila.cell-output+json"]').length;

function ready() {
  // Voilà puts the page into its own layout; the forms are there once the first has a box.
  return cells.querySelector(".wkf .widget-box, .wkf-page, .wks") !== null;
}

/** A widget the browser asked for and did not get: seen once, under load. */
function broken() {
  const error = cells.querySelector(".jupyter-widgets-error-widget, .jupyter-widgets-error-widget-text");
  return error !== null || cells.textContent.includes("Error displaying widget");
}

function again() {
  if (sessionStorage.getItem(TRIED)) return false;
  sessionStorage.setItem(TRIED, "once");
  location.reload();
  return true;
}

function show() {
  document.body.classList.add("ready");
  document.getElementById("loading")?.remove();
  if (ready() && !broken()) sessionStorage.removeItem(TRIED);
  saving.begin();
  describe.begin(cells);
  undo.begin();
}

async function wait() {
  const until = performance.now() + LONG;
  while (!ready() && performance.now() < until) await new Promise((done) => setTimeout(done, 30));
  if (((!ready() && wanted) || broken()) && again()) return;
  show();
}

saving.whenLate(() => connection.recover(true));
connection.begin();
news.begin();
wait();
