// One Undo for the page: it presses the button of the form that has one in sight, and says what was
// taken back.
const shown = document.getElementById("undo");
const saving = document.getElementById("saving");

const offered = () =>
  [...document.querySelectorAll(".wkf-undo")].find((button) => button.style.display !== "none");

function look() {
  const button = offered();
  shown.hidden = !button;
  if (button) shown.title = button.title;
  const notes = [...document.querySelectorAll(".wkf-undone")];
  const note = notes.map((one) => one.textContent.trim()).find(Boolean) ?? "";
  if (note && note !== saving.textContent) {
    saving.dataset.kind = "undone";
    saving.textContent = note;
  }
}

export function begin() {
  shown.addEventListener("click", () => offered()?.click());
  const watched = { childList: true, subtree: true, attributes: true, attributeFilter: ["style", "title"] };
  new MutationObserver(look).observe(document.getElementById("rendered_cells"), watched);
  look();
}
