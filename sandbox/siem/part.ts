import { firstMatch, type Matcher, route } from "../core/match";
import { json, text } from "../core/reply";
import type { SandboxReply, World } from "../core/types";
import type { DoorPart } from "../door/door";
import { escape, moment, page } from "../pages/layout";
import { parseSyslog } from "./frames";

const SEVERITIES = ["emergency", "alert", "critical", "error", "warning", "notice", "informational", "debug"];

function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}

function listPage(world: World, port: number): SandboxReply {
  const items = [...(world.state.syslog ?? [])].reverse().map(({ at, raw }) => {
    const line = parseSyslog(raw);
    const head = line ? `${SEVERITIES[line.priority % 8]} · ${line.host} · ${line.id} · ${line.data}` : "";
    return `<li><p>${moment(at)} · <code>${escape(head)}</code></p><pre>${escape(pretty(line?.text ?? raw))}</pre></li>`;
  });
  const where = `<p>Takes syslog over TLS on <code>localhost</code>, port <code>${port}</code>.</p>`;
  const list = items.length > 0 ? `<ol>${items.join("\n")}</ol>` : "<p>Nothing was streamed here yet.</p>";
  return page({ title: "SIEM", body: where + list, banner: "Sandbox of a SIEM's collector." });
}

/** Every entry that was streamed, for a person with a browser and for tests. */
export function createSiemPart(port: () => number): DoorPart {
  const routes: [Matcher, (world: World) => SandboxReply][] = [
    [route("GET", "/siem"), (world) => listPage(world, port())],
    [route("GET", "/siem/all"), (world) => json(200, { port: port(), messages: world.state.syslog ?? [] })],
  ];
  return {
    prefix: "/siem",
    handle: async (request, world) => {
      const match = firstMatch(routes, request);
      return match ? match.found(world) : text(404, "No such page of the SIEM.\n");
    },
  };
}
