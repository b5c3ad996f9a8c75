// A page that is asked for again after a while, without moving whoever reads it.
"use strict";
const { seconds, whole } = document.currentScript.dataset;

async function again() {
  if (whole !== undefined) {
    location.reload();
    return;
  }
  try {
    const answer = await fetch(location.href, { cache: "no-store" });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const main = page.getElementById("main");
    if (main) document.getElementById("main").replaceChildren(...main.childNodes);
  } catch {
    // Not there just now: what stands here stays.
  }
}

setInterval(again, Number(seconds) * 1000);
