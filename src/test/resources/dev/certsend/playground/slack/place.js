// Lists that open beside a control. Fixed, so that nothing that scrolls cuts them off; they follow what they belong to.

let follow;
const again = () => follow?.();
addEventListener("scroll", again, true);
addEventListener("resize", again);

// Puts the list under the box, or above it where there is more room. `width` is the list's own, or that of the box.
export function place(list, anchor, width) {
  const put = () => {
    const box = anchor.getBoundingClientRect();
    const below = innerHeight - box.bottom - 12;
    const above = box.top - 12;
    const up = below < 180 && above > below;
    const wide = Math.min(width ?? box.width, innerWidth - 16);
    const left = width ? box.right - wide : box.left;
    list.style.left = Math.max(8, Math.min(left, innerWidth - wide - 8)) + "px";
    list.style.width = wide + "px";
    list.style.maxHeight = Math.min(280, up ? above : below) + "px";
    list.style.top = up ? "auto" : box.bottom + 4 + "px";
    list.style.bottom = up ? innerHeight - box.top + 4 + "px" : "auto";
  };
  put();
  follow = () => (list.isConnected && !list.hidden ? put() : (follow = undefined));
}
