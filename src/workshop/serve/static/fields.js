// Fields of a form as the page sees them: where they are, what stands in them.

export const words = JSON.parse(document.getElementById("room-words")?.textContent || "{}");

const INPUTS = "input:not([type=hidden]), textarea, select";

/** The field an element belongs to, null if none that is an answer. */
export function fieldOf(element) {
  return element.closest?.(".wkf-field") ?? null;
}

/** The address of the answer a field holds. */
export function addressOf(field) {
  for (const name of field.classList) if (name.startsWith("at:")) return name.slice(3);
  return "";
}

/** The field of an address, if it is on the page. */
export function fieldAt(address) {
  return document.querySelector(`.wkf-field.${CSS.escape("at:" + address)}`);
}

function inputs(field) {
  return [...field.querySelectorAll(INPUTS)].filter((each) => !each.closest(".room-offer"));
}

function read(input) {
  if (input.type === "checkbox" || input.type === "radio") return input.checked;
  if (input.tagName === "SELECT") return input.selectedOptions[0]?.textContent ?? "";
  return input.value;
}

/** Everything that stands in a field, in order. */
export function snapshot(field) {
  return inputs(field).map(read);
}

export const same = (one, two) => JSON.stringify(one) === JSON.stringify(two);

/** Put back what stood in a field; the form takes it as typed. */
export function putBack(field, values) {
  inputs(field).forEach((input, place) => {
    const wanted = values[place];
    if (wanted === undefined || read(input) === wanted) return;
    if (typeof wanted === "boolean") {
      // Of a row of marks one is picked; the one before goes by itself.
      if (input.type !== "radio" || wanted) input.click();
      return;
    }
    if (input.tagName === "SELECT") {
      const option = [...input.options].find((each) => each.textContent === wanted);
      if (!option) return;
      option.selected = true;
    } else {
      input.value = wanted;
    }
    input.dispatchEvent(new Event("input", { bubbles: true }));
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
}

/** What a person would call it. */
export function labelOf(field) {
  return field.querySelector(".widget-label, .wkf-label")?.textContent?.trim() ?? "";
}

export function typedWords(values) {
  return values.filter((each) => typeof each === "string" && each.trim()).join(" · ");
}

/** Make an element with a class and text; text is always text. */
export function make(tag, kind, text = "") {
  const made = document.createElement(tag);
  if (kind) made.className = kind;
  made.textContent = text;
  return made;
}
