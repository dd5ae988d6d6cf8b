import { h } from "./dom.js";

const EMOJI = {
  white_check_mark: "✅", heavy_check_mark: "✔️", x: "❌", warning: "⚠️", hourglass: "⌛", hourglass_flowing_sand: "⏳",
  email: "📧", envelope: "✉️", incoming_envelope: "📨", lock: "🔒", key: "🔑", link: "🔗", paperclip: "📎", tada: "🎉",
  rotating_light: "🚨", no_entry: "⛔", eyes: "👀", wave: "👋", bulb: "💡", scroll: "📜", clock3: "🕒", mag: "🔍",
  arrows_counterclockwise: "🔄", information_source: "ℹ️", thumbsup: "👍", robot_face: "🤖", page_facing_up: "📄",
};

// Slack's text mark-up as nodes. `world` knows people, conversations and who is looking.
export function mrkdwn(text, world, verbatim = false) {
  const nodes = [];
  const fences = text.split("```");
  fences.forEach((part, i) => {
    if (i % 2 === 1 && i < fences.length - 1) nodes.push(h("pre", {}, unescaped(part.replace(/^\n|\n$/g, ""))));
    else nodes.push(...quotes(i % 2 === 1 ? "```" + part : part, world, verbatim));
  });
  return nodes;
}

export function plain(text) {
  return emoji(text).split("\n").flatMap((line, i) => (i ? [h("br"), line] : [line]));
}

// A text object of either type.
export function words(object, world) {
  if (!object) return [];
  return object.type === "mrkdwn" ? mrkdwn(object.text, world, object.verbatim) : plain(object.text);
}

function quotes(text, world, verbatim) {
  const nodes = [];
  let quote;
  text.split("\n").forEach((line, i) => {
    const quoted = /^(&gt;|>)\s?/.exec(line);
    if (quoted) {
      if (!quote) nodes.push((quote = h("blockquote")));
      else quote.append(h("br"));
      quote.append(...inline(line.slice(quoted[0].length), world, verbatim));
      return;
    }
    if (i > 0 && !quote) nodes.push(h("br"));
    quote = undefined;
    nodes.push(...inline(line, world, verbatim));
  });
  return nodes;
}

const EDGE = "(?<![\\p{L}\\p{N}])";
const AFTER = "(?![\\p{L}\\p{N}])";
const styled = (mark) => new RegExp(`${EDGE}[${mark}](?=\\S)([^${mark}\\n]*[^\\s${mark}])[${mark}]${AFTER}`, "u");

const RULES = [
  [/`([^`\n]+)`/, (m) => h("code", {}, unescaped(m[1]))],
  [/<([^<>\n]+)>/, (m, world) => special(m[1], world)],
  [styled("*"), (m, world, v) => h("b", {}, inline(m[1], world, v))],
  [styled("_"), (m, world, v) => h("i", {}, inline(m[1], world, v))],
  [styled("~"), (m, world, v) => h("s", {}, inline(m[1], world, v))],
];
const AUTOMATIC = [
  [/https?:\/\/[^\s<>|]+[^\s<>|.,;:!?)]/, (m) => link(m[0], m[0])],
  [/[\w.+-]+@[\w-]+(\.[\w-]+)+/, (m) => link("mailto:" + m[0], m[0])],
];

function inline(text, world, verbatim) {
  let first;
  for (const [pattern, build] of verbatim ? RULES : [...RULES, ...AUTOMATIC]) {
    const match = pattern.exec(text);
    if (match && (!first || match.index < first.match.index)) first = { match, build };
  }
  if (!first) return text ? [emoji(unescaped(text))] : [];
  const { match, build } = first;
  const before = text.slice(0, match.index);
  return [
    ...(before ? [emoji(unescaped(before))] : []),
    build(match, world, verbatim),
    ...inline(text.slice(match.index + match[0].length), world, verbatim),
  ];
}

function special(inside, world) {
  const [what, label] = split(inside);
  if (what.startsWith("@")) return mention("@" + (world.person(what.slice(1))?.realName ?? label ?? what.slice(1)));
  if (what.startsWith("#")) return mention("#" + (world.conversation(what.slice(1))?.name ?? (label || "private channel")));
  if (what.startsWith("!date^")) return date(what.split("^"), label, world);
  if (/^!(channel|here|everyone)/.test(what)) return mention("@" + what.slice(1), "loud");
  if (what.startsWith("!")) return mention(label ?? what);
  return link(what, label ? unescaped(label) : unescaped(what.replace(/^mailto:/, "")));
}

function split(inside) {
  const bar = inside.indexOf("|");
  return bar < 0 ? [inside] : [inside.slice(0, bar), inside.slice(bar + 1)];
}

const mention = (text, more = "") => h("span", { class: "mention " + more }, text);

function link(address, text) {
  const url = unescaped(address);
  return /^(https?:|mailto:)/i.test(url) ? h("a", { href: url, target: "_blank", rel: "noreferrer" }, text) : text;
}

function date([, epoch, format, address], fallback, world) {
  const at = new Date(Number(epoch) * 1000);
  if (Number.isNaN(at.getTime())) return unescaped(fallback ?? "");
  const text = format.replace(/\{(\w+)\}/g, (token, name) => moment(at, name, world.me()) ?? token);
  const node = h("time", { datetime: at.toISOString(), title: at.toISOString() }, text);
  return address ? link(address, text) : node;
}

function moment(at, name, me) {
  const as = (options) => new Intl.DateTimeFormat(me?.locale ?? "en-US", { timeZone: me?.zone, ...options }).format(at);
  const year = { year: "numeric" };
  if (name === "time") return as({ hour: "numeric", minute: "2-digit" });
  if (name === "time_secs") return as({ hour: "numeric", minute: "2-digit", second: "2-digit" });
  if (name === "date_num") return as({ ...year, month: "2-digit", day: "2-digit" });
  if (name === "ago") return ago(at);
  const base = name.replace("_pretty", "");
  const near = name.endsWith("_pretty") ? pretty(at) : undefined;
  if (base === "date_short") return near ?? as({ ...year, month: "short", day: "numeric" });
  if (base === "date_long") return near ?? as({ ...year, weekday: "long", month: "long", day: "numeric" });
  return base === "date" ? (near ?? as({ ...year, month: "long", day: "numeric" })) : undefined;
}

function pretty(at) {
  const days = Math.round((new Date(at).setHours(0, 0, 0, 0) - new Date().setHours(0, 0, 0, 0)) / 86400000);
  return { "-1": "yesterday", 0: "today", 1: "tomorrow" }[days];
}

function ago(at) {
  const minutes = Math.round((Date.now() - at) / 60000);
  return minutes < 1 ? "just now" : minutes < 60 ? `${minutes} minutes ago` : `${Math.round(minutes / 60)} hours ago`;
}

const unescaped = (text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
const emoji = (text) => text.replace(/:([a-z0-9_+-]+):/g, (all, name) => EMOJI[name] ?? all);
