// One Undo for the page: it presses the button of a form, and says what was taken back.
const shown = document.getElementById("undo");
const saving = document.getElementById("saving");

function look() {
  const button = document.querySelector(".wkf-undo");
  shown.hidden = !button || button.style.display === "none";
  if (!shown.hidden) shown.title = button.title;
  const note = document.querySelector(".wkf-undone")?.textContent?.trim() ?? "";
  if (note && note !== saving.textContent) {
    saving.dataset.kind = "undone";
    saving.textContent = note;
  }
}

export function begin() {
  shown.addEventListener("click", () => document.querySelector(".wkf-undo")?.click());
  const watched = { childList: true, subtree: true, attributes: true, attributeFilter: ["style", "title"] };
  new MutationObserver(look).observe(document.getElementById("rendered_cells"), watched);
  look();
}
