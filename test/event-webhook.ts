import { FABRIKAM_FEED } from "@/sandbox/seed/adobe";
import { type Fabrikam, startFabrikam } from "./fabrikam";
import type { Served } from "./serve-routes";

const { registrationId } = FABRIKAM_FEED;

export type Feed = {
  address: string;
  addressMadeAt: string;
  challengedAt: string | null;
  lastEventAt: string | null;
  revision: number;
};
export type EventRow = { id: string; kind: string; eventId: string; via: string; alertId: string | null };

/** Fabrikam's webhook, served over HTTP, and the sandbox's I/O Events, which delivers to it. */
export type EventWebhook = Fabrikam & {
  served: Served;
  /** The webhook's address as Adobe calls it: that of the newest secret. */
  address(): string;
  feedPath(rest?: string): string;
  feed(): Promise<Feed>;
  renew(replaces: string | null): Promise<Response>;
  register(): Promise<Record<string, unknown>>;
  /** What the sender was answered to one event, or what else the mode sends; null: it had hung up. */
  send(mode: string, kind?: string): Promise<(string | number | null)[]>;
  events(): Promise<EventRow[]>;
};

export async function startEventWebhook(): Promise<EventWebhook> {
  const fabrikam = await startFabrikam();
  const { running, admin, org } = fabrikam;
  const served = await running.serve();
  let webhook = "";
  const feedPath = (rest = "") => `/api/v1/orgs/${org}/event-feed${rest}`;
  const read = async <T>(rest = "") =>
    (await (await running.call("GET", feedPath(rest), { browser: admin })).json()) as T;
  const control = async (path: string, body: object) => {
    const answer = await fetch(`${running.sandbox.doorUrl}/control/events${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    return (await answer.json()) as Record<string, unknown>;
  };
  const renew = async (replaces: string | null) => {
    const answer = await running.call("POST", feedPath("/address"), { browser: admin, body: { replaces } });
    if (answer.status === 200) {
      const { address } = (await answer.clone().json()) as Feed;
      webhook = served.url + new URL(address).pathname;
    }
    return answer;
  };
  await renew(null);
  return {
    ...fabrikam,
    served,
    address: () => webhook,
    feedPath,
    feed: () => read<Feed>(),
    renew,
    register: () => control(`/registrations/${registrationId}`, { webhookUrl: webhook }),
    send: async (mode, kind = "key-access-disabled") =>
      (await control("/send", { registrationId, kind, mode })).answers as (string | number | null)[],
    events: async () => (await read<{ rows: EventRow[] }>("/events")).rows,
    stop: async () => {
      await served.stop();
      await fabrikam.stop();
    },
  };
}
