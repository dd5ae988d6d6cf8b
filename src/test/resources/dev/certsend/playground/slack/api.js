import { toast } from "./dom.js";

// Who looks at what; every call says so.
export const here = { as: "", in: "" };

export async function state() {
  const response = await fetch("/ui/state?" + new URLSearchParams(here));
  return response.json();
}

export async function send(path, body) {
  try {
    const response = await fetch("/ui/" + path, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ ...here, ...body }),
    });
    const answer = await response.json();
    if (!response.ok) toast(answer.shown);
    return answer;
  } catch {
    toast("The local Slack is not running any more.");
    return { shown: "", options: [] };
  }
}
