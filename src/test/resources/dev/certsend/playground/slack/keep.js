// What a person is about to do, kept while a part of the page is drawn anew: the focus, the caret, and what was typed but not yet sent.

const CONTROLS = "input:not([type=hidden]), textarea, button:not([tabindex='-1'])";

// Where a control stands: message, block, and its own hook.
export function placeOf(node) {
  return {
    ts: node.closest("[data-ts]")?.dataset.ts,
    block: node.closest("[data-block]")?.dataset.block,
    hook: node.dataset.testid,
  };
}

// The control that stands there now, or else the next best; nothing if the message itself is gone.
export function controlAt(root, { ts, block, hook }) {
  const row = ts ? root.querySelector(`[data-ts="${CSS.escape(ts)}"]`) : root;
  if (!row) return undefined;
  const within = (block && row.querySelector(`[data-block="${CSS.escape(block)}"]`)) || undefined;
  const hooked = hook && `[data-testid="${CSS.escape(hook)}"]`;
  return (hooked && (within?.querySelector(hooked) ?? row.querySelector(hooked)))
    ?? within?.querySelector(CONTROLS) ?? row.querySelector(CONTROLS) ?? undefined;
}

// Draws by `change`; the control that has the focus stays under the eye, and if it was built anew the focus goes to its successor.
export function keeping(root, scroller, fallback, change) {
  const focused = root.contains(document.activeElement) && document.activeElement !== root ? document.activeElement : undefined;
  const place = focused && placeOf(focused);
  const top = focused?.getBoundingClientRect().top;
  const caret = [focused?.selectionStart, focused?.selectionEnd];
  const open = focused?.held?.();
  const unsent = [...root.querySelectorAll("[data-typed]")].filter((node) => node.isDirty())
    .map((node) => ({ node, place: placeOf(node), text: node.value }));
  change();
  for (const { node, place: was, text } of unsent) {
    const next = node.isConnected ? undefined : controlAt(root, was);
    if (next?.isDirty && next.dataset.testid === was.hook && next.type === node.type) next.value = text;
  }
  if (!focused) return;
  const next = focused.isConnected ? focused : controlAt(root, place);
  if (next && next !== document.activeElement) {
    next.focus({ preventScroll: true });
    if (open && next.resume) next.resume(open);
    if (caret[0] != null && next.dataset.testid === place.hook) next.setSelectionRange?.(...caret);
  }
  if (next) scroller.scrollTop += next.getBoundingClientRect().top - top;
  else fallback.focus({ preventScroll: true });
}
