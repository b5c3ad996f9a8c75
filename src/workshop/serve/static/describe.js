// What a page read aloud needs and the widgets do not say: which help and which error belong to
// a box, whether a card is open, what a group of boxes is called, and that a chart can be moved.

let number = 0;

function idOf(element) {
  if (!element.id) element.id = `d${(number += 1)}`;
  return element.id;
}

function set(element, name, value) {
  if (value === null) element.removeAttribute(name);
  else if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

function fields(root) {
  for (const field of root.querySelectorAll(".wkf-field")) {
    const told = [...field.querySelectorAll(".wkf-help, .wkf-bad")].map(idOf).join(" ") || null;
    const wrong = field.querySelector(".wkf-bad") ? "true" : null;
    const boxes = field.querySelectorAll("input, textarea, select");
    const label = field.querySelector(".wkf-label");
    const several = label || boxes.length > 1;
    if (several) {
      set(field, "role", "group");
      set(field, "aria-labelledby", idOf(label ?? field.querySelector(".widget-label")));
      if (label) set(field, "aria-describedby", told);
    }
    if (label) continue;
    if (boxes[0]) set(boxes[0], "aria-describedby", told);
    for (const box of boxes) if (box.type !== "radio") set(box, "aria-invalid", wrong);
  }
}

function folds(root) {
  for (const fold of root.querySelectorAll(".wkf-fold")) {
    set(fold, "aria-pressed", null);
    set(fold, "aria-expanded", String(fold.classList.contains("mod-active")));
  }
}

function scrollers(root) {
  for (const box of root.querySelectorAll(".wks .scroll, .wks figure [role=img]")) {
    set(box, "tabindex", box.scrollWidth > box.clientWidth + 1 ? "0" : null);
    if (box.classList.contains("scroll")) {
      const name = box.querySelector("caption");
      set(box, "role", box.tabIndex === 0 && name ? "region" : null);
      set(box, "aria-labelledby", box.tabIndex === 0 && name ? idOf(name) : null);
    }
  }
}

export function begin(root) {
  let waiting = 0;
  const look = () => {
    waiting = 0;
    fields(root);
    folds(root);
    scrollers(root);
  };
  const soon = () => {
    waiting ||= setTimeout(look, 120);
  };
  new MutationObserver(soon).observe(root, { childList: true, subtree: true, attributeFilter: ["class"] });
  window.addEventListener("resize", soon);
  look();
}
