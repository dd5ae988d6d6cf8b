import { byId, cache, face, h, reconcile, toast } from "./dom.js";
import { send } from "./api.js";
import { block } from "./blocks.js";
import { entered, entering } from "./entered.js";
import { keeping } from "./keep.js";
import { mrkdwn } from "./mrkdwn.js";

const list = byId("messages");
const scroll = byId("scroll");
let shownFor = "";
let newest = "";

const build = cache(({ message, compact, world, day }) => (day ? divider(day) : row(message, compact, world)));

// The messages of the conversation on screen; what has not changed stays as it is.
export function showMessages(state, world) {
  const atEnd = scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 80;
  const items = [];
  let last;
  for (const message of state.messages) {
    const day = dayOf(message.ts, world.me());
    if (!last || dayOf(last.ts, world.me()) !== day) items.push({ key: day, looks: day, item: { day } });
    const compact = Boolean(last) && last.author === message.author && message.ts - last.ts < 300
      && last.ephemeral === message.ephemeral && dayOf(last.ts, world.me()) === day;
    items.push({ key: state.conversation + message.ts, looks: [{ ...message, values: undefined }, compact, state.me], item: { message, compact, world } });
    last = message;
  }
  const isNew = last && last.ts !== newest;
  const inUse = list.contains(document.activeElement);
  keeping(list, scroll, byId("box"), () => reconcile(list, items.length ? build(items) : [welcome(state, world)]));
  if (state.conversation + state.me !== shownFor || (isNew && (atEnd || last.author === state.me || last.ephemeral))) {
    scroll.scrollTop = scroll.scrollHeight;
  } else if (atEnd && !inUse) {
    scroll.scrollTop = scroll.scrollHeight;
  }
  shownFor = state.conversation + state.me;
  newest = last?.ts ?? "";
}

const zoned = (me, options) => new Intl.DateTimeFormat(me.locale, { timeZone: me.zone, ...options });
const when = (ts) => new Date(Number(ts) * 1000);
const dayOf = (ts, me) => zoned(me, { weekday: "long", month: "long", day: "numeric" }).format(when(ts));
const divider = (day) => h("li", { class: "day", role: "separator" }, h("span", {}, day));

function welcome(state, world) {
  const room = world.conversation(state.conversation);
  const app = room.members.includes(state.app);
  return h("li", { class: "welcome" },
    h("h2", {}, world.title(room)),
    h("p", {}, app ? "This is the very beginning. Type / to see what the app can do." : "This is the very beginning. The app is not a member here."));
}

function row(message, compact, world) {
  const author = world.person(message.author);
  const app = author?.kind === "BOT";
  const time = zoned(world.me(), { hour: "numeric", minute: "2-digit" }).format(when(message.ts));
  const stamp = h("time", { datetime: when(message.ts).toISOString() }, time);
  return h("li", {
    class: ["message", compact && "compact", message.ephemeral && "ephemeral"].filter(Boolean).join(" "),
    "data-testid": "message", "data-ts": message.ts,
  },
    compact ? h("span", { class: "gutter" }, stamp) : face(author),
    h("div", { class: "content" },
      message.ephemeral && h("p", { class: "only" }, h("span", { class: "mark eye", "aria-hidden": "true" }), "Only visible to you"),
      !compact && h("p", { class: "by" }, h("b", {}, author?.realName ?? message.author), app && h("span", { class: "badge" }, "APP"),
        author?.kind === "STRANGER" && h("span", { class: "badge" }, "EXTERNAL"), " ", stamp),
      body(message, world),
      message.files.map(file)));
}

// A picture is shown, and read out by its alternative text; anything else is there to be downloaded.
function file({ id, name, title, alt, size, picture }) {
  const url = `/files/${id}/${encodeURIComponent(name)}`;
  if (picture) {
    return h("figure", { class: "file" },
      h("figcaption", { class: "faint" }, title),
      h("a", { href: url, target: "_blank" }, h("img", { src: url, alt })));
  }
  return h("p", { class: "file" }, h("a", { href: url, download: name }, title), h("span", { class: "faint" }, ` ${Math.ceil(size / 1024)} kB`));
}

function body(message, world) {
  if (!message.blocks.length && !message.text) return null;
  if (!message.blocks.length) {
    return h("div", { class: "words" }, mrkdwn(message.text, world), message.edits > 0 && h("span", { class: "faint" }, " (edited)"));
  }
  const io = messageIo(message, world);
  return h("div", { class: "blocks" }, message.blocks.map((b) => block(b, io)));
}

function messageIo(message, world) {
  const at = (b, el, more) => ({ ts: message.ts, block: b.block_id, action: el.action_id, ...more });
  const act = async (deed) => toast((await send("act", deed)).shown);
  return {
    world,
    value: (b, el) => entered(message.ts, b, el) ?? message.values[b.block_id]?.[el.action_id],
    enter: (b, el, chosen) => entering(message.ts, b, el, chosen, act(at(b, el, { chosen }))),
    press: (b, el, option) => act(at(b, el, { option })),
    load: async (b, el, text) => (await send("options", at(b, el, { text }))).options ?? [],
  };
}
