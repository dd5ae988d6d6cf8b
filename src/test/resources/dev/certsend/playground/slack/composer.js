import { byId, h } from "./dom.js";
import { send } from "./api.js";

const box = byId("box");
const list = byId("commands");
const drafts = new Map();
let room = "";
let commands = [];
let matching = [];
let active = 0;

// The message box of the room on screen; each room keeps what was begun in it.
export function showComposer(state, title) {
  commands = state.commands;
  const next = state.conversation + state.me;
  if (next !== room) {
    drafts.set(room, box.value);
    room = next;
    box.value = drafts.get(room) ?? "";
    grow();
    suggest();
  }
  box.disabled = false;
  box.placeholder = "Message " + title;
  box.setAttribute("aria-label", "Message " + title);
  document.querySelector(".composer .box").hidden = state.archived;
  byId("archived").hidden = !state.archived;
}

function suggest() {
  const typed = /^\/\S*$/.test(box.value) ? box.value.toLowerCase() : "";
  matching = typed ? commands.filter((c) => c.command.startsWith(typed)) : [];
  active = Math.min(active, Math.max(0, matching.length - 1));
  list.hidden = !matching.length;
  box.setAttribute("aria-expanded", String(!list.hidden));
  list.replaceChildren(...matching.map((c, i) =>
    h("li", {
      role: "option", id: "command-" + i, class: i === active ? "active" : "", "aria-selected": String(i === active),
      "data-testid": "command-" + c.command, onmousedown: (event) => { event.preventDefault(); take(c); },
    }, h("img", { class: "face tiny", src: "/page/app.svg", alt: "" }),
      h("span", {}, h("b", {}, c.command), " ", h("span", { class: "faint" }, c.usage), h("small", {}, c.description)))));
  if (matching.length) box.setAttribute("aria-activedescendant", "command-" + active);
  else box.removeAttribute("aria-activedescendant");
}

function take(command) {
  box.value = command.command + " ";
  box.focus();
  suggest();
}

function grow() {
  box.style.height = "auto";
  box.style.height = Math.min(box.scrollHeight, 200) + "px";
}

async function submit() {
  const text = box.value.trim();
  if (!text) return;
  box.value = "";
  grow();
  suggest();
  await send("type", { text });
}

box.addEventListener("input", () => { active = 0; grow(); suggest(); });
box.addEventListener("blur", () => (list.hidden = true));
box.addEventListener("focus", suggest);
box.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!list.hidden && step) {
    event.preventDefault();
    active = (active + step + matching.length) % matching.length;
    suggest();
  } else if (!list.hidden && event.key === "Escape") {
    list.hidden = true;
  } else if (!list.hidden && (event.key === "Tab" || (event.key === "Enter" && matching[active].command !== box.value))) {
    event.preventDefault();
    take(matching[active]);
  } else if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    submit();
  }
});
byId("composer").addEventListener("submit", (event) => { event.preventDefault(); submit(); });
