import { byId, cache, h, reconcile, toast } from "./dom.js";
import { send } from "./api.js";
import { block, fault } from "./blocks.js";

const dialog = byId("modal");
let current; // what the server last said about the modal on screen
let parts; // its nodes
let before; // what had the focus when it opened
let busy = false;

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
    if (!old) before = document.activeElement;
    build(world);
  }
  if (fresh || old.view.hash !== modal.view.hash) draw(world);
  for (const node of parts.body.children) fault(node, modal.errors[node.dataset.block]);
  parts.trouble.textContent = modal.trouble;
  parts.trouble.hidden = !modal.trouble;
  if (!dialog.open) dialog.showModal();
  if (fresh) focusFirst();
  else if (JSON.stringify(old.errors) !== JSON.stringify(modal.errors)) dialog.querySelector(".wrong input, .wrong textarea")?.focus();
}

function vanish() {
  current = undefined;
  dialog.close();
  dialog.replaceChildren();
  const back = before?.isConnected && before !== document.body ? before : byId("box");
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
  parts.blocks = cache((b) => block(b, io(world), current.errors[b.block_id]));
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
  const wanted = current.view.blocks.find((b) => b.element?.focus_on_load);
  const place = wanted ? parts.body.querySelector(`[data-block="${CSS.escape(wanted.block_id)}"]`) : parts.body;
  const field = place.querySelector("input, textarea, button") ?? parts.cancel;
  field.focus();
  parts.body.scrollTop = 0;
}

function io(world) {
  const at = (b, el, more) => ({ view: current.view.id, block: b.block_id, action: el.action_id, ...more });
  return {
    world,
    value: (b, el) => current.view.state.values[b.block_id]?.[el.action_id],
    enter: (b, el, chosen, on = "") => send("modal/enter", at(b, el, { chosen, on })),
    press: async (b, el, option) => toast((await send("modal/press", at(b, el, { option }))).shown),
    load: async (b, el, text) => (await send("modal/options", at(b, el, { text }))).options ?? [],
  };
}

async function submit(event) {
  event.preventDefault();
  if (busy || !current.view.submit) return;
  busy = true;
  parts.submit.classList.add("busy");
  parts.submit.setAttribute("aria-busy", "true");
  const button = parts.submit;
  for (const field of dialog.querySelectorAll("[data-typed]")) await field.flush();
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
