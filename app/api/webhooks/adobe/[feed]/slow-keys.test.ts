import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { forgetSigningKeys } from "@/lib/adobe/io-events/signing-keys";
import { type EventWebhook, startEventWebhook } from "@/test/event-webhook";
import { addFault } from "@/test/faults";

/** Adobe waits for ten seconds, as the sandbox's sender does: then it hangs up, and counts the webhook as failing. */
const PAST_PATIENCE_MS = 12_000;
const KEY_HOST = "static.adobeioevents.com";

let webhook: EventWebhook;
let sandbox: EventWebhook["running"]["sandbox"];
beforeAll(async () => {
  webhook = await startEventWebhook();
  ({ sandbox } = webhook.running);
  await webhook.register();
}, 120_000);
afterAll(() => webhook?.stop());
beforeEach(() => forgetSigningKeys());
afterEach(() => {
  sandbox.world.state.faults = [];
});

async function kept(): Promise<number> {
  const { rows } = await webhook.owner.query("select count(*)::int as n from adobe_events");
  return rows[0].n as number;
}
const hang = (path: string) =>
  addFault(sandbox, { kind: "delay", host: KEY_HOST, path, delayMs: PAST_PATIENCE_MS });

test("while the host of both keys hangs, Adobe is asked to come again before it hangs up", async () => {
  hang("*");
  expect(await webhook.send("batch")).toEqual([503]);
  expect(await kept()).toBe(0);
  sandbox.world.state.faults = [];
  expect(await webhook.send("batch")).toEqual([200]);
  expect(await kept()).toBe(25);
}, 60_000);

test("one key that can be had is enough, whichever it is", async () => {
  for (const { id } of sandbox.world.state.eventKeys ?? []) {
    forgetSigningKeys();
    sandbox.world.state.faults = [];
    hang(`*${id}*`);
    expect(await webhook.send("batch"), id).toEqual([200]);
  }
}, 60_000);
