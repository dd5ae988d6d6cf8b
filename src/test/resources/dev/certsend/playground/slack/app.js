import { byId, cache, face, h, reconcile } from "./dom.js";
import { here, state as fetchState } from "./api.js";
import { showMessages } from "./messages.js";
import { showComposer } from "./composer.js";
import { showModal } from "./modal.js";

let state;
let loading = false;
let again = false;
const lists = { channels: cache(entry), directs: cache(entry), apps: cache(entry) };
const read = new Map(); // newest message seen, by person and room

// What the renderers ask about people and places.
const world = {
  // Slack offers bots in its menus of people as well.
  people: () => state.people.filter((p) => p.kind !== "DEACTIVATED"),
  conversations: () => state.conversations.filter((c) => c.kind !== "DIRECT"),
  person: (id) => state.people.find((p) => p.id === id),
  conversation: (id) => state.conversations.find((c) => c.id === id),
  me: () => world.person(state.me),
  other: (room) => world.person(room.members.find((id) => id !== state.me)),
  title: (room) => (room.kind === "DIRECT" ? (world.other(room)?.realName ?? room.name) : "#" + room.name),
};

const KINDS = { GUEST: "guest", SINGLE_CHANNEL_GUEST: "guest, one channel", STRANGER: "other company" };
const role = (p) => [p.realName, KINDS[p.kind], p.locale.startsWith("en-US") ? "" : p.locale].filter(Boolean).join(" · ");

// One look at a time; whatever changes meanwhile is looked at right after.
async function refresh() {
  if (loading) {
    again = true;
    return;
  }
  loading = true;
  do {
    again = false;
    const asked = JSON.stringify(here);
    // A server that is gone for the moment: the event stream asks again once it is back.
    const next = await fetchState().catch(() => undefined);
    if (asked !== JSON.stringify(here)) again = true;
    else if (next) draw(next);
  } while (again);
  loading = false;
}

function draw(next) {
  try {
    show(next);
  } catch (fault) {
    console.error(fault);
  }
}

function show(next) {
  state = next;
  here.as = state.me;
  here.in = state.conversation;
  const room = world.conversation(state.conversation);
  const title = world.title(room);
  document.title = `${title} – ${state.team}`;
  byId("team").textContent = state.team;
  byId("room").replaceChildren(...(sort(room) ? [h("span", { class: "mark " + sort(room) }), room.name] : [title]));
  byId("members").textContent = room.kind === "DIRECT" ? "" : `${room.members.length} members`;
  sidebar();
  showMessages(state, world);
  showComposer(state, title);
  showModal(state.modal, world);
}

function sidebar() {
  const rooms = state.conversations;
  const withApp = (room) => room.kind === "DIRECT" && room.members.includes(state.app);
  fill("channels", rooms.filter((room) => room.kind !== "DIRECT"));
  fill("directs", rooms.filter((room) => room.kind === "DIRECT" && !withApp(room)));
  fill("apps", rooms.filter(withApp));
  byId("pages-title").hidden = !state.links.length;
  byId("pages").replaceChildren(...state.links.map((link) =>
    h("li", {}, h("a", { href: link.url, target: "_blank" }, h("span", { class: "mark" }, "↗"), link.name))));
  const people = state.people.filter((p) => p.kind !== "BOT" && p.kind !== "DEACTIVATED");
  const select = byId("acting-as");
  if (select.options.length !== people.length) {
    select.replaceChildren(...people.map((p) => h("option", { value: p.id }, role(p))));
  }
  select.value = state.me;
  byId("my-face").replaceChildren(face(world.me(), "small"));
}

function fill(id, rooms) {
  byId(id).previousElementSibling.hidden = !rooms.length;
  reconcile(byId(id), lists[id](rooms.map((room) => {
    const on = room.id === state.conversation;
    const seen = state.me + room.id;
    if (on || !read.has(seen)) read.set(seen, room.latest);
    const unread = room.latest > read.get(seen);
    return { key: room.id, looks: [on, unread, state.me], item: { room, on, unread } };
  })));
}

function entry({ room, on, unread }) {
  const direct = room.kind === "DIRECT";
  const mark = direct ? face(world.other(room), "tiny") : h("span", { class: "mark " + sort(room) }, sort(room) ? "" : "#");
  return h("li", {}, h("button", {
    type: "button", class: unread ? "unread" : "", "aria-current": on ? "page" : undefined,
    "data-testid": "channel-" + room.name, onclick: () => go(room.id),
  }, mark, direct ? world.title(room) : room.name, unread && h("span", { class: "unseen" }, " (new messages)")));
}

const sort = (room) => (room.archived ? "box" : room.kind === "PRIVATE" ? "lock" : "");

function go(room) {
  here.in = room;
  menu(false);
  refresh().then(() => state.modal || byId("box").focus());
  history.replaceState(null, "", "#" + new URLSearchParams(here));
}

function menu(open) {
  document.body.classList.toggle("menu-open", open);
  byId("menu").setAttribute("aria-expanded", String(open));
}

byId("acting-as").addEventListener("change", (event) => {
  here.as = event.target.value;
  go(here.in);
});
byId("menu").addEventListener("click", () => menu(!document.body.classList.contains("menu-open")));
document.querySelector("main").addEventListener("click", (event) => event.target.closest("#menu") || menu(false));
document.addEventListener("keydown", (event) => event.key === "Escape" && menu(false));

const start = new URLSearchParams(location.hash.slice(1));
here.as = start.get("as") ?? "";
here.in = start.get("in") ?? "";
const changes = new EventSource("/ui/changes");
changes.addEventListener("changed", refresh);
// A page kept for "back" would hold on to one of the browser's six connections.
addEventListener("pagehide", () => changes.close());
addEventListener("pageshow", (event) => event.persisted && location.reload());
refresh().then(() => state?.modal || byId("box").focus());
