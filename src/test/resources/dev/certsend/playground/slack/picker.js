import { h } from "./dom.js";
import { place } from "./place.js";

let count = 0;

// A menu one can type into: single or multiple, with its own options or with those the app finds.
// load(text) gives options, asked for at each opening; chosen(list) hears of each choice.
export function picker({ testid, placeholder, labelledby, selected, multiple, most = Infinity, clearable, min = 0, load, chosen }) {
  const id = "picker-" + ++count;
  let picked = [...selected];
  let shown = [];
  let active = -1;
  let asked = 0;
  let typed = "";
  let timer;

  const input = h("input", {
    type: "text", role: "combobox", autocomplete: "off", spellcheck: "false", class: "text",
    "aria-expanded": "false", "aria-controls": id, "aria-autocomplete": "list", "aria-labelledby": labelledby, "aria-label": labelledby ? undefined : placeholder,
    "data-testid": testid, placeholder,
  });
  const list = h("ul", { role: "listbox", id, class: "options", hidden: true, "aria-labelledby": labelledby, "aria-label": labelledby ? undefined : placeholder });
  const chips = h("span", { class: "chips" });
  const clear = h("button", { type: "button", class: "clear", "aria-label": "Clear", tabindex: "-1" }, "×");
  const root = h("div", { class: "picker" + (multiple ? " multiple" : "") }, chips, input, clear, list);
  show();

  function show() {
    if (!multiple) input.value = picked[0]?.text.text ?? "";
    clear.hidden = !clearable || multiple || !picked.length;
    input.placeholder = multiple && picked.length ? "" : (placeholder ?? "");
    chips.replaceChildren(...(multiple ? picked : []).map((option) =>
      h("span", { class: "chip" }, option.text.text,
        h("button", {
          type: "button", "aria-label": "Remove " + option.text.text,
          // The field must not lose the focus before the click: it would draw this button anew.
          onmousedown: (event) => event.preventDefault(), onclick: () => drop(option),
        }, "×"))));
  }

  function drop(option) {
    picked = picked.filter((other) => other !== option);
    show();
    input.focus();
    chosen(picked);
  }

  function close() {
    asked++;
    clearTimeout(timer);
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  async function open(text) {
    const mine = ++asked;
    typed = text;
    place(list, root);
    input.setAttribute("aria-expanded", "true");
    if (text.length < min) {
      note(`Type ${min === 1 ? "something" : `at least ${min} characters`} to search`);
      return;
    }
    if (list.hidden) note("Loading…");
    const found = await load(text);
    if (mine !== asked) return;
    shown = found;
    active = shown.length ? 0 : -1;
    if (shown.length) draw();
    else note("No results");
  }

  // The first letter looks for something else, also where the field had the focus already.
  function begin() {
    input.select();
    open("");
  }

  function note(words) {
    shown = [];
    list.replaceChildren(h("li", { class: "note", role: "presentation" }, words));
    list.hidden = false;
    place(list, root);
  }

  function draw() {
    list.replaceChildren(...shown.map((option, i) =>
      h("li", {
        role: "option", id: `${id}-${i}`, "data-testid": "option-" + option.value, "data-value": option.value,
        "aria-selected": String(picked.some((other) => other.value === option.value)),
        onmousedown: (event) => event.preventDefault(), onclick: () => take(option),
      }, h("span", {}, option.text.text), option.description && h("small", {}, option.description.text))));
    list.hidden = false;
    place(list, root);
    mark();
  }

  function mark() {
    [...list.children].forEach((item, i) => item.classList.toggle("active", i === active));
    if (active < 0) return;
    input.setAttribute("aria-activedescendant", `${id}-${active}`);
    list.children[active]?.scrollIntoView({ block: "nearest" });
  }

  function take(option) {
    const has = picked.some((other) => other.value === option.value);
    if (multiple && !has && picked.length >= most) {
      note(`You can choose at most ${most}`);
      return;
    }
    picked = !multiple ? [option] : has ? picked.filter((other) => other.value !== option.value) : [...picked, option];
    close();
    show();
    if (multiple) input.value = "";
    chosen(picked);
  }

  clear.addEventListener("click", () => {
    picked = [];
    show();
    chosen(picked);
    input.focus();
  });
  input.addEventListener("focus", () => input.select());
  input.addEventListener("click", () => {
    if (list.hidden) begin();
  });
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => open(input.value), 120);
  });
  input.addEventListener("blur", () => {
    close();
    show();
    if (multiple) input.value = "";
  });
  input.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      if (list.hidden) begin();
      else if (shown.length) active = (active + step + shown.length) % shown.length;
      mark();
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (!list.hidden && shown[active]) take(shown[active]);
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      event.stopPropagation();
      close();
      show();
    } else if (event.key === "Backspace" && multiple && !input.value && picked.length) {
      drop(picked[picked.length - 1]);
    }
  });
  // For the picker that takes this one's place while it is open.
  input.held = () => ({ open: !list.hidden, typed });
  input.resume = (before) => {
    if (!before.open) return;
    if (before.typed) input.value = before.typed;
    open(before.typed);
  };
  return root;
}
