import { byId, h } from "./dom.js";
import { words } from "./mrkdwn.js";
import { picker } from "./picker.js";
import { place } from "./place.js";

// One interactive element. `io` does what is done with it:
// value(block, element), enter(block, element, list, on), press(block, element, option), load(block, element, text), world.
export function element(block, el, io, labelledby) {
  const make = { button, overflow, radio_buttons: radios, checkboxes: boxes, image }[el.type];
  if (make) return make(block, el, io, labelledby);
  if (el.type.endsWith("select")) return menu(block, el, io, labelledby);
  return input(block, el, io, labelledby);
}

const testid = (el) => "action-" + el.action_id;

function button(block, el, io, labelledby) {
  const press = async () => {
    if (el.confirm && !(await confirmed(el.confirm, io.world))) return;
    if (el.url) window.open(el.url, "_blank", "noreferrer");
    node.classList.add("busy");
    await io.press(block, el);
    node.classList.remove("busy");
  };
  const node = h("button", {
    type: "button", class: "button " + (el.style ?? ""), "data-testid": testid(el),
    "aria-label": el.accessibility_label, "aria-describedby": labelledby, onclick: press,
  }, words(el.text, io.world));
  return node;
}

function overflow(block, el, io, labelledby) {
  const list = h("ul", { role: "menu", class: "options menu", hidden: true });
  const toggle = h("button", {
    type: "button", class: "button dots", "aria-label": "More actions", "aria-haspopup": "menu", "aria-expanded": "false",
    "aria-describedby": labelledby, "data-testid": testid(el),
  }, "⋯");
  const show = (open) => {
    list.hidden = !open;
    toggle.setAttribute("aria-expanded", String(open));
    if (!open) return;
    place(list, toggle, 220);
    list.querySelector("button").focus({ preventScroll: true });
  };
  for (const option of el.options) {
    list.append(h("li", { role: "none" }, h("button", {
      type: "button", role: "menuitem", "data-testid": "option-" + option.value,
      onclick: () => { show(false); toggle.focus({ preventScroll: true }); io.press(block, el, option); },
    }, words(option.text, io.world))));
  }
  const root = h("div", { class: "overflow" }, toggle, list);
  toggle.addEventListener("click", () => show(list.hidden));
  root.addEventListener("focusout", (event) => root.contains(event.relatedTarget) || show(false));
  root.addEventListener("keydown", (event) => {
    const all = [...list.querySelectorAll("button")];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape" && !list.hidden) { event.preventDefault(); event.stopPropagation(); show(false); toggle.focus(); }
    else if (step && !list.hidden) { event.preventDefault(); all[(all.indexOf(document.activeElement) + step + all.length) % all.length].focus(); }
  });
  return root;
}

function radios(block, el, io, labelledby) {
  const now = io.value(block, el)?.selected_option?.value;
  const name = `${block.block_id}-${el.action_id}-${Math.random()}`;
  return h("div", { role: "radiogroup", class: "choices", "aria-labelledby": labelledby, "data-testid": testid(el) },
    el.options.map((option) => choice(option, io, {
      type: "radio", name, checked: option.value === now, onchange: () => io.enter(block, el, [option]),
    })));
}

function boxes(block, el, io, labelledby) {
  const now = new Set((io.value(block, el)?.selected_options ?? []).map((option) => option.value));
  const changed = (option, on) => {
    if (on) now.add(option.value);
    else now.delete(option.value);
    io.enter(block, el, el.options.filter((other) => now.has(other.value)));
  };
  return h("div", { role: "group", class: "choices", "aria-labelledby": labelledby, "data-testid": testid(el) },
    el.options.map((option) => choice(option, io, {
      type: "checkbox", checked: now.has(option.value), onchange: (event) => changed(option, event.target.checked),
    })));
}

function choice(option, io, attributes) {
  return h("label", { class: "choice" },
    h("input", { ...attributes, value: option.value, "data-testid": "option-" + option.value }),
    h("span", {}, words(option.text, io.world), option.description && h("small", {}, words(option.description, io.world))));
}

export function image(block, el) {
  return h("img", { class: "thumb", src: el.image_url, alt: el.alt_text, title: el.alt_text });
}

function menu(block, el, io, labelledby) {
  const multiple = el.type.startsWith("multi_");
  const own = (el.options ?? (el.option_groups ?? []).flatMap((group) => group.options)).slice();
  if (el.type.includes("users")) own.push(...io.world.people().map((p) => named(p.id, p.realName, "@" + p.name)));
  if (/conversations|channels/.test(el.type)) own.push(...io.world.conversations().map((c) => named(c.id, "#" + c.name)));
  const external = el.type.endsWith("external_select");
  const ids = !external && !el.type.includes("static");
  const state = io.value(block, el) ?? {};
  const held = Object.entries(state).find(([key]) => key.startsWith("selected_"))?.[1];
  const selected = (Array.isArray(held) ? held : [held]).filter(Boolean)
    .map((value) => (typeof value === "string" ? (own.find((option) => option.value === value) ?? named(value, value)) : value));
  const find = async (text) => own.filter((option) => plain(`${option.text.text} ${option.description?.text ?? ""}`).includes(plain(text)));
  return picker({
    testid: testid(el), placeholder: el.placeholder?.text ?? "Select an option", labelledby, selected, multiple, most: el.max_selected_items,
    clearable: block.type === "input", min: external ? (el.min_query_length ?? 3) : 0,
    load: external ? (text) => io.load(block, el, text) : find,
    chosen: (list) => io.enter(block, el, ids ? list.map((option) => option.value) : list),
  });
}

const named = (value, text, description) => ({
  value, text: { type: "plain_text", text }, description: description && { type: "plain_text", text: description },
});

// Lefevre finds Lefèvre.
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

function input(block, el, io, labelledby) {
  const type = { email_text_input: "email", url_text_input: "url", datepicker: "date", timepicker: "time" }[el.type] ?? "text";
  const state = io.value(block, el) ?? {};
  let sent = state.value ?? state.selected_date ?? state.selected_time ?? "";
  const caption = labelledby ? undefined : (el.placeholder?.text ?? (type === "date" ? "Date" : "Time"));
  const node = h(el.multiline ? "textarea" : "input", {
    type: el.multiline ? undefined : type, rows: el.multiline ? "4" : undefined, class: "text", value: sent,
    placeholder: el.placeholder?.text, "aria-labelledby": labelledby, "aria-label": caption, "data-testid": testid(el), "data-typed": true,
    inputmode: el.type === "number_input" ? (el.is_decimal_allowed ? "decimal" : "numeric") : undefined,
  });
  const enter = (on) => {
    sent = node.value;
    return io.enter(block, el, sent ? [sent] : [], on);
  };
  // A year being typed passes through 0002 and 0020, a date through none at all: nobody means those.
  const finished = () => type !== "date" || (!node.validity.badInput && (!node.value || node.value >= "1900"));
  const mark = () => node.classList.toggle("empty", !node.value);
  mark();
  node.addEventListener("input", mark);
  node.isDirty = () => node.value !== sent;
  node.flush = () => (node.isDirty() && finished() ? enter("") : undefined);
  node.addEventListener("change", () => {
    mark();
    node.flush();
  });
  const on = el.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"];
  const typed = el.type.endsWith("_input") && block.dispatch_action;
  if (typed && on.includes("on_character_entered")) node.addEventListener("input", () => enter("on_character_entered"));
  node.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || el.multiline || event.ctrlKey || event.metaKey) return;
    if (type === "date" || type === "time") event.preventDefault();
    if (typed && on.includes("on_enter_pressed")) { event.preventDefault(); enter("on_enter_pressed"); }
  });
  return caption ? h("label", { class: "date" }, h("span", {}, caption), node) : node;
}

function confirmed(confirm, world) {
  const dialog = byId("confirm");
  return new Promise((resolve) => {
    dialog.replaceChildren(h("form", { method: "dialog" },
      h("header", {}, h("h2", { id: "confirm-title" }, words(confirm.title, world))),
      h("div", { class: "body" }, h("p", {}, words(confirm.text, world))),
      h("footer", {},
        h("button", { class: "button", value: "no", "data-testid": "deny" }, words(confirm.deny, world)),
        h("button", { class: "button primary " + (confirm.style ?? ""), value: "yes", "data-testid": "confirm-yes" }, words(confirm.confirm, world)))));
    dialog.setAttribute("aria-labelledby", "confirm-title");
    dialog.returnValue = "no";
    // The event of the question before may come when this one is open already.
    dialog.onclose = () => { if (!dialog.open) resolve(dialog.returnValue === "yes"); };
    dialog.showModal();
  });
}
