import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { forgetSigningKeys } from "@/lib/adobe/io-events/signing-keys";
import { FABRIKAM_FEED } from "@/sandbox/seed/adobe";
import { type Fabrikam, startFabrikam } from "@/test/fabrikam";
import { addFault } from "@/test/faults";
import type { Served } from "@/test/serve-routes";

/** Adobe waits for ten seconds, as the sandbox's sender does: then it hangs up, and counts the webhook as failing. */
const PAST_PATIENCE_MS = 12_000;
const KEY_HOST = "static.adobeioevents.com";

let fabrikam: Fabrikam;
let served: Served;
beforeAll(async () => {
  fabrikam = await startFabrikam();
  const { running, admin, org } = fabrikam;
  served = await running.serve();
  const path = `/api/v1/orgs/${org}/event-feed/address`;
  const made = await running.call("POST", path, { browser: admin, body: { replaces: null } });
  const { address } = (await made.json()) as { address: string };
  const webhookUrl = served.url + new URL(address).pathname;
  await control(`/registrations/${FABRIKAM_FEED.registrationId}`, { webhookUrl });
}, 120_000);
afterAll(async () => {
  await served?.stop();
  await fabrikam?.stop();
});
beforeEach(() => forgetSigningKeys());
afterEach(() => {
  fabrikam.running.sandbox.world.state.faults = [];
});

async function control(path: string, body: object): Promise<{ answers?: (number | null)[] }> {
  const answer = await fetch(`${fabrikam.running.sandbox.doorUrl}/control/events${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  return (await answer.json()) as { answers?: (number | null)[] };
}
/** What the sender was answered; null: it had hung up. */
const send = async (mode: string) => {
  const { registrationId } = FABRIKAM_FEED;
  return (await control("/send", { registrationId, kind: "key-access-disabled", mode })).answers;
};
async function kept(): Promise<number> {
  const { rows } = await fabrikam.owner.query("select count(*)::int as n from adobe_events");
  return rows[0].n as number;
}
const hang = (path: string) =>
  addFault(fabrikam.running.sandbox, { kind: "delay", host: KEY_HOST, path, delayMs: PAST_PATIENCE_MS });

test("while the host of both keys hangs, Adobe is asked to come again before it hangs up", async () => {
  hang("*");
  expect(await send("batch")).toEqual([503]);
  expect(await kept()).toBe(0);
  fabrikam.running.sandbox.world.state.faults = [];
  expect(await send("batch")).toEqual([200]);
  expect(await kept()).toBe(25);
}, 60_000);

test("one key that can be had is enough, whichever it is", async () => {
  for (const { id } of fabrikam.running.sandbox.world.state.eventKeys ?? []) {
    forgetSigningKeys();
    fabrikam.running.sandbox.world.state.faults = [];
    hang(`*${id}*`);
    expect(await send("batch"), id).toEqual([200]);
  }
}, 60_000);
