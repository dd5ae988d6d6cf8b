import { h } from "./dom.js";
import { mrkdwn, words } from "./mrkdwn.js";
import { element, image } from "./elements.js";

let count = 0;

// One block of a message or a modal.
export function block(b, io, error) {
  const make = { section, header, divider, context, actions, input, image: picture, markdown, rich_text: rich, alert }[b.type];
  const node = make ? make(b, io, error) : h("p", { class: "faint" }, `(${b.type} block)`);
  node.classList.add("block", "block-" + b.type);
  node.dataset.block = b.block_id;
  return node;
}

function section(b, io) {
  const id = "section-" + ++count;
  const text = h("div", { class: "words", id }, words(b.text, io.world));
  if (b.fields) text.append(h("div", { class: "grid" }, b.fields.map((field) => h("div", {}, words(field, io.world)))));
  return h("div", {}, text, b.accessory && element(b, b.accessory, io, id));
}

const header = (b, io) => h("h3", {}, words(b.text, io.world));
const divider = () => h("hr");
const alert = (b, io) => h("div", { role: "note", class: "level-" + (b.level ?? "default") }, words(b.text, io.world));
const markdown = (b, io) => h("div", {}, mrkdwn(b.text, io.world));
const picture = (b) => h("figure", {}, b.title && h("figcaption", {}, b.title.text), image(b, b));
const actions = (b, io) => h("div", {}, b.elements.map((el) => element(b, el, io)));

function context(b, io) {
  return h("div", {}, b.elements.map((el) =>
    el.type === "image" ? image(b, el) : h("span", {}, words(el, io.world))));
}

function rich(b, io) {
  const piece = (el) => {
    if (el.elements) return h(el.type === "rich_text_preformatted" ? "pre" : el.type === "rich_text_list" ? "ul" : "div", {}, el.elements.map(piece));
    if (el.type === "link") return h("a", { href: /^https?:/.test(el.url) ? el.url : undefined }, el.text ?? el.url);
    if (el.type === "user") return h("span", { class: "mention" }, "@" + (io.world.person(el.user_id)?.realName ?? el.user_id));
    const tag = el.style?.code ? "code" : el.style?.bold ? "b" : el.style?.italic ? "i" : "span";
    return h(tag, {}, el.text ?? "");
  };
  return h("div", {}, b.elements.map(piece));
}

function input(b, io, error) {
  const id = "label-" + ++count;
  const node = h("div", { "data-testid": "field-" + b.block_id },
    h("div", { class: "label", id }, words(b.label, io.world), b.optional && h("span", { class: "faint" }, " (optional)")),
    element(b, b.element, io, id),
    h("p", { class: "error", role: "alert", "data-testid": "error-" + b.block_id }),
    b.hint && h("p", { class: "hint", id: id + "-hint" }, words(b.hint, io.world)));
  if (b.hint) control(node)?.setAttribute("aria-describedby", id + "-hint");
  fault(node, error);
  return node;
}

const control = (node) => node.querySelector("input, textarea");

// Puts a complaint under a field, or takes it away.
export function fault(node, error) {
  const place = node.querySelector(".error");
  if (!place || place.textContent === (error ?? "")) return;
  place.textContent = error ?? "";
  node.classList.toggle("wrong", Boolean(error));
  const field = control(node);
  if (error) field?.setAttribute("aria-invalid", "true");
  else field?.removeAttribute("aria-invalid");
}
