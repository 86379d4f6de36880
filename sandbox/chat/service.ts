import { empty, json, text } from "../core/reply";
import type { SandboxReply, SandboxRequest, Service, World } from "../core/types";
import { CHAT_HOSTS } from "./hosts";

/** Older ones are forgotten: the state is one file. */
const MOST_KEPT = 200;
const SLACK_HOST = "hooks.slack.com";

type Body = { text?: unknown; attachments?: unknown } | null;

const isOn = (host: string) => (rule: string) => (rule.startsWith(".") ? host.endsWith(rule) : host === rule);

function parse(body: string): Body {
  try {
    const read: unknown = JSON.parse(body);
    return typeof read === "object" ? read : null;
  } catch {
    return null;
  }
}

/** What Slack refuses, in its own words. */
function slackRefusal(path: string, body: Body): SandboxReply | null {
  if (!/^\/services\/T\w+\/B\w+\/\w+$/.test(path)) return text(404, "no_service");
  if (!body) return text(400, "invalid_payload");
  return typeof body.text === "string" && body.text !== "" ? null : text(400, "no_text");
}

function teamsRefusal(body: Body): SandboxReply | null {
  const [first] = Array.isArray(body?.attachments) ? (body.attachments as { contentType?: string }[]) : [];
  if (first?.contentType === "application/vnd.microsoft.card.adaptive") return null;
  const message = "The request content is not valid.";
  return json(400, { error: { code: "InvalidRequestContent", message } });
}

/** A path with `gone` in it is one that its owner has removed. */
function receive({ method, host, url, headers, body: raw }: SandboxRequest, world: World): SandboxReply {
  if (method !== "POST") return empty(405);
  const isSlack = host === SLACK_HOST;
  const isTeams = CHAT_HOSTS.some((rule) => rule.startsWith(".") && host.endsWith(rule));
  if (url.pathname.includes("gone")) return isSlack ? text(404, "no_service") : empty(410);
  const body = raw.toString("utf8");
  const read = parse(body);
  const refusal = isSlack ? slackRefusal(url.pathname, read) : isTeams ? teamsRefusal(read) : null;
  if (refusal) return refusal;
  const id = headers["webhook-id"] ?? null;
  const message = { at: world.now().toISOString(), host, path: url.pathname, id, body };
  world.state.messages = [...(world.state.messages ?? []), message].slice(-MOST_KEPT);
  world.save();
  if (isSlack) return text(200, "ok");
  return empty(isTeams ? 202 : 204);
}

/** Slack, Teams and a customer's own receiver: they take messages and keep them to be read. */
export const chatService: Service = {
  name: "chat",
  matches: (host) => CHAT_HOSTS.some(isOn(host)),
  handle: async (request, world) => receive(request, world),
};
