// Who leaves a device leaves nothing on it. What is not saved yet is asked about first.
"use strict";
document.getElementById("leave").addEventListener("submit", (event) => {
  const kept = Object.keys(localStorage).filter((name) => name.startsWith("workbook:"));
  if (kept.length && !confirm(event.target.dataset.sure)) {
    event.preventDefault();
    return;
  }
  for (const name of kept) localStorage.removeItem(name);
  sessionStorage.clear();
});
