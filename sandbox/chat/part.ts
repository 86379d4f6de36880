import { firstMatch, type Matcher, route } from "../core/match";
import { json, text } from "../core/reply";
import type { SandboxReply, World } from "../core/types";
import type { DoorPart } from "../door/door";
import { escape, moment, page } from "../pages/layout";

function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}

function messagesPage(world: World): SandboxReply {
  const newestFirst = [...(world.state.messages ?? [])].reverse();
  const items = newestFirst.map(
    (one) =>
      `<li><p>${moment(one.at)} · <code>${escape(one.host)}</code></p><pre>${escape(pretty(one.body))}</pre></li>`,
  );
  const body = items.length > 0 ? `<ol>${items.join("\n")}</ol>` : "<p>Nobody was sent anything yet.</p>";
  return page({ title: "Messages", body, banner: "Sandbox of Slack, Teams and webhook receivers." });
}

const routes: [Matcher, (world: World) => SandboxReply][] = [
  [route("GET", "/messages"), messagesPage],
  [route("GET", "/messages/all"), (world) => json(200, { messages: world.state.messages ?? [] })],
];

/** Every message that was sent, for a person with a browser and for tests. */
export const chatPart: DoorPart = {
  prefix: "/messages",
  handle: async (request, world) => {
    const match = firstMatch(routes, request);
    return match ? match.found(world) : text(404, "No such page of messages.\n");
  },
};
