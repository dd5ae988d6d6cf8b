// Builds elements. Text goes in as text only, so nothing anyone typed becomes markup.
export function h(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "value") node.value = value;
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat().filter((child) => child !== undefined && child !== null && child !== false));
  return node;
}

export const byId = (id) => document.getElementById(id);

// Makes the children exactly these, without moving those that stay: what has the focus keeps it.
export function reconcile(parent, wanted) {
  const keep = new Set(wanted);
  [...parent.childNodes].filter((node) => !keep.has(node)).forEach((node) => node.remove());
  wanted.forEach((node, i) => {
    if (parent.childNodes[i] !== node) parent.insertBefore(node, parent.childNodes[i] ?? null);
  });
}

// Remembers nodes by key, and builds anew only what looks different.
export function cache(build) {
  let known = new Map();
  return (items) => {
    const next = new Map();
    for (const { key, looks, item } of items) {
      const print = JSON.stringify(looks);
      const old = known.get(key);
      next.set(key, old && old.print === print ? old : { print, node: build(item) });
    }
    known = next;
    return [...known.values()].map((entry) => entry.node);
  };
}

const HUES = [205, 340, 28, 265, 165, 0, 190, 300, 45];

export function face(person, size = "") {
  if (person?.id === "U0CERTSEND0") return h("img", { class: "face " + size, src: "/page/app.svg", alt: "" });
  const name = person?.realName ?? "?";
  const hue = HUES[[...(person?.id ?? "")].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % HUES.length];
  const letters = name.split(" ").map((word) => word[0]).slice(0, 2).join("");
  const node = h("span", { class: "face " + size, "aria-hidden": "true" }, letters);
  node.style.setProperty("--hue", hue);
  return node;
}

let hiding;
export function toast(words) {
  if (!words) return;
  const node = byId("toast");
  node.textContent = words;
  node.hidden = false;
  clearTimeout(hiding);
  hiding = setTimeout(() => (node.hidden = true), 6000);
}
