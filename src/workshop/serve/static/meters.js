// How wide a meter is, is data; style attributes are not allowed on our pages.
"use strict";
function meters(root) {
  for (const bar of root.querySelectorAll("[data-share]")) bar.style.width = bar.dataset.share + "%";
}
meters(document);
