import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { saveAdobeEvents } from "@/lib/db/adobe-events";
import { findLiveAdobeAlert } from "@/lib/db/alerts";
import { database } from "@/lib/db/client";
import { beat, listHeartbeats } from "@/lib/db/heartbeats";
import { sendJob } from "@/lib/db/queue";
import { newestRun, startRun } from "@/lib/db/runs";
import { openTestWorld, type TestWorld } from "@/lib/db/test-world";
import { readWithScope, withScope } from "@/lib/db/transaction";
import { startWorker, type Worker } from "./start-worker";

let world: TestWorld;
let worker: Worker;
beforeAll(async () => {
  world = await openTestWorld();
});
afterAll(async () => {
  await worker?.stop();
  await world.end();
});

const plan = { steps: ["aep/vault" as const], operations: [], changes: [], hash: "0".repeat(64) };

/** A run of somebody who is gone: whatever worker takes it, it must end, and say why. */
function queueRun(startedBy: string | null) {
  return withScope(world.scope, (tx) =>
    startRun(tx, {
      organisationId: world.mine.id,
      part: "aep",
      planHash: plan.hash,
      plan,
      startedBy,
      startedByName: "Gone",
    }),
  );
}

async function ended(): Promise<string | undefined> {
  for (const end = Date.now() + 15_000; Date.now() < end; ) {
    const run = await readWithScope(world.scope, (tx) => newestRun(tx, world.mine.id, "aep"));
    if (run && !["queued", "running", "waiting"].includes(run.status)) return run.message?.problem;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return "not ended";
}

describe("the worker", () => {
  test("a job that is sent before any worker ever ran is lost, and nothing else", async () => {
    const run = await queueRun(null);
    expect(await sendJob("continue-run", { runId: run.id, organisationId: world.mine.id })).toBe(false);
  });

  test("finds in the tables what a lost job was about, and is alive", async () => {
    await beat("worker", new Date(0));
    worker = await startWorker();
    expect(await ended()).toBe("not-permitted");
    const [heart] = await listHeartbeats();
    expect(Date.now() - (heart?.at.getTime() ?? 0)).toBeLessThan(10_000);
  });

  test("is woken by a job; who has lost the membership does nothing any more", async () => {
    const run = await queueRun(world.them.id);
    expect(await sendJob("continue-run", { runId: run.id, organisationId: world.mine.id })).toBe(true);
    expect(await ended()).toBe("not-permitted");
  });

  test("is told of every job, and goes on with those that wait", async () => {
    const channels = Array.from({ length: 12 }, () => crypto.randomUUID());
    for (const channelId of channels) await sendJob("deliver", { organisationId: world.mine.id, channelId });
    const done = async () => {
      const { rows } = await database().pool.query<{ done: number }>(
        "select count(*)::int as done from pgboss.job where name = 'deliver' and state = 'completed' and data->>'channelId' = any ($1)",
        [channels],
      );
      return rows[0]?.done;
    };
    // Long before it would ask of itself.
    await expect.poll(done, { timeout: 6000 }).toBe(channels.length);
  });

  test("takes an event of Adobe's that waits into an alert", async () => {
    const event = {
      eventId: "e-1",
      via: "webhook" as const,
      code: "cmk",
      kind: "key-access-disabled" as const,
      body: "{}",
      occurredAt: null,
    };
    await withScope(world.scope, (tx) => saveAdobeEvents(tx, world.mine.id, [event], new Date()));
    const alert = () =>
      readWithScope(world.scope, (tx) => findLiveAdobeAlert(tx, world.mine.id, "key-access-disabled"));
    await expect.poll(alert, { timeout: 15_000 }).not.toBeNull();
  });

  test("two workers share one queue", async () => {
    const second = await startWorker();
    await queueRun(null);
    expect(await ended()).toBe("not-permitted");
    await second.stop();
  });
});
