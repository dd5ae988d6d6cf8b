// What was entered here but has not reached the server yet: it still counts when the page is drawn anew meanwhile.
const waiting = new Map();

const key = (place, b, el) => JSON.stringify([place, b.block_id, el.action_id]);

export const entered = (place, b, el) => waiting.get(key(place, b, el));

// Remembers the choice as an element's state until `told` is done.
export async function entering(place, b, el, chosen, told) {
  const [one] = chosen;
  const state = { selected_options: chosen, selected_option: one, selected_date: one, selected_time: one, value: one };
  const at = key(place, b, el);
  waiting.set(at, state);
  const answer = await told;
  if (waiting.get(at) === state) waiting.delete(at);
  return answer;
}
