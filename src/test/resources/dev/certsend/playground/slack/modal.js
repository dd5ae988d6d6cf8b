import { byId, cache, h, reconcile, toast } from "./dom.js";
import { send } from "./api.js";
import { block, fault } from "./blocks.js";
import { entered, entering } from "./entered.js";
import { controlAt, keeping, placeOf } from "./keep.js";

const dialog = byId("modal");
let current; // what the server last said about the modal on screen
let parts; // its nodes
let before; // what had the focus when it opened
let beforeAt; // and where that was, should it be drawn anew
let busy = false;
let line = Promise.resolve(); // what is entered and pressed reaches the server in the order it was done
const left = new Map(); // where the focus was in views that others lie upon

// Shows what the server says: nothing, a new modal, or a change in the one on screen.
export function showModal(modal, world) {
  if (!modal) {
    if (current) vanish();
    return;
  }
  const fresh = !current || current.view.id !== modal.view.id;
  const old = current;
  current = modal;
  if (fresh) {
    if (old) leave(old.view.id);
    else {
      before = document.activeElement;
      beforeAt = placeOf(before);
    }
    build(world);
  }
  if (fresh) draw();
  else if (old.view.hash !== modal.view.hash) keeping(parts.body, parts.body, parts.body, draw);
  for (const node of parts.body.children) fault(node, modal.errors[node.dataset.block]);
  parts.trouble.textContent = modal.trouble;
  parts.trouble.hidden = !modal.trouble;
  if (!dialog.open) dialog.showModal();
  if (fresh) focusFirst();
  else if (JSON.stringify(old.errors) !== JSON.stringify(modal.errors)) dialog.querySelector(".wrong input, .wrong textarea")?.focus();
}

function leave(id) {
  const focused = document.activeElement;
  left.set(id, { ...(parts.body.contains(focused) ? placeOf(focused) : {}), top: parts.body.scrollTop });
}

function vanish() {
  const was = before && before !== document.body ? (before.isConnected ? before : controlAt(byId("messages"), beforeAt)) : undefined;
  current = undefined;
  left.clear();
  dialog.close();
  dialog.replaceChildren();
  const back = was ?? byId("box");
  // Chromium gives the focus back while the page is still inert: the keys would be lost.
  requestAnimationFrame(() => {
    back.blur();
    back.focus();
  });
}

function build(world) {
  parts = {
    title: h("h2", { id: "modal-title" }),
    back: h("button", { type: "button", class: "quiet", "aria-label": "Back", onclick: () => close(false) }, "‹"),
    body: h("div", { class: "body", tabindex: "-1" }),
    trouble: h("p", { class: "trouble", role: "alert", hidden: true }),
    cancel: h("button", { type: "button", class: "button", "data-testid": "cancel", onclick: () => close(false) }),
    submit: h("button", { type: "submit", class: "button primary", "data-testid": "submit" }),
  };
  const doings = io(world, current.view.id);
  parts.blocks = cache((b) => block(b, doings, current.errors[b.block_id]));
  dialog.replaceChildren(h("form", { novalidate: true, onsubmit: submit },
    h("header", {}, parts.back, parts.title,
      h("button", { type: "button", class: "quiet", "aria-label": "Close", "data-testid": "close", onclick: () => close(true) }, "×")),
    parts.body, parts.trouble, h("footer", {}, parts.cancel, parts.submit)));
}

function draw() {
  const { view, height } = current;
  parts.title.textContent = view.title.text;
  parts.back.hidden = height < 2;
  parts.cancel.textContent = view.close?.text ?? (view.submit ? "Cancel" : "Close");
  parts.submit.textContent = view.submit?.text ?? "";
  parts.submit.hidden = !view.submit;
  reconcile(parts.body, parts.blocks(view.blocks.map((b) => ({ key: b.block_id, looks: b, item: b }))));
}

function focusFirst() {
  const was = left.get(current.view.id);
  if (was) {
    parts.body.scrollTop = was.top;
    (controlAt(parts.body, was) ?? parts.cancel).focus({ preventScroll: true });
    return;
  }
  const wanted = current.view.blocks.find((b) => b.element?.focus_on_load);
  const place = wanted ? parts.body.querySelector(`[data-block="${CSS.escape(wanted.block_id)}"]`) : parts.body;
  const field = place.querySelector("input, textarea, button") ?? parts.cancel;
  field.focus();
  parts.body.scrollTop = 0;
}

// A view that is gone says nothing more: a field may still blur while it goes.
function io(world, view) {
  const at = (b, el, more) => ({ view, block: b.block_id, action: el.action_id, ...more });
  const tell = async (path, deed) => {
    const job = () => (current?.view.id === view ? send(path, deed) : { shown: "" });
    line = line.then(job, job);
    return line;
  };
  return {
    world,
    value: (b, el) => entered(view, b, el) ?? current.view.state.values[b.block_id]?.[el.action_id],
    enter: (b, el, chosen, on = "") => entering(view, b, el, chosen, tell("modal/enter", at(b, el, { chosen, on }))),
    press: async (b, el, option) => {
      flush();
      toast((await tell("modal/press", at(b, el, { option }))).shown);
    },
    load: async (b, el, text) => (await send("modal/options", at(b, el, { text }))).options ?? [],
  };
}

const flush = () => Promise.all([...dialog.querySelectorAll("[data-typed]")].map((field) => field.flush()));

async function submit(event) {
  event.preventDefault();
  if (busy || !current.view.submit) return;
  busy = true;
  parts.submit.classList.add("busy");
  parts.submit.setAttribute("aria-busy", "true");
  const button = parts.submit;
  await flush();
  await line;
  await send("modal/submit", { view: current.view.id });
  button.classList.remove("busy");
  button.removeAttribute("aria-busy");
  busy = false;
}

const close = (all) => send("modal/close", { view: current.view.id, all });

dialog.addEventListener("cancel", (event) => event.preventDefault());
dialog.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && current) {
    event.preventDefault();
    close(false);
  } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    dialog.querySelector("form").requestSubmit();
  }
});
