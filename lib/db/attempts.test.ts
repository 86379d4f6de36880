import { afterAll, beforeAll, expect, it } from "vitest";
import {
  beatAttempt,
  findByIdempotencyKey,
  finishAttempt,
  interruptStale,
  listAttempts,
  type NewAttempt,
  startAttempt,
} from "./attempts";
import { listDueRuns, moveRun, newestRun, startRun } from "./runs";
import { EVERYTHING, openTestWorld, type TestWorld } from "./test-world";
import { readWithScope, withScope } from "./transaction";

let world: TestWorld;
beforeAll(async () => {
  world = await openTestWorld();
});
afterAll(() => world.end());

const at = new Date("2026-03-01T08:00:00Z");
const later = new Date("2026-03-01T08:05:00Z");
const plan = { steps: [], operations: [], changes: [], hash: "0".repeat(64) };
const attempt = (idempotencyKey: string, more: Partial<NewAttempt> = {}): NewAttempt => ({
  organisationId: world.mine.id,
  part: "aep",
  step: "vault",
  planHash: plan.hash,
  plan,
  idempotencyKey,
  startedBy: world.me.id,
  startedByName: "Ada",
  startedAt: at,
  ...more,
});
const start = (values: NewAttempt) => withScope(EVERYTHING, (tx) => startAttempt(tx, values));

it("lets exactly one of many begin a step, and tells the others which one", async () => {
  const results = await Promise.allSettled(Array.from({ length: 6 }, (_, n) => start(attempt(`key-${n}`))));
  const began = results.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
  const refused = results.flatMap((result) => (result.status === "rejected" ? [result.reason] : []));
  expect(began).toHaveLength(1);
  expect(refused).toHaveLength(5);
  for (const error of refused) {
    expect(error).toMatchObject({
      code: "CONFLICT",
      details: { reason: "running", attemptId: began[0]?.id },
    });
  }
});

it("does not hinder another step, part or organisation", async () => {
  await start(attempt("other-step", { step: "key" }));
  await start(attempt("other-part", { part: "cja" }));
  await start(attempt("key-0", { organisationId: world.theirs.id }));
});

it("ends once, and lets the next one begin", async () => {
  const [running] = await readWithScope(world.scope, (tx) =>
    listAttempts(tx, world.mine.id, { part: "aep", step: "vault" }),
  );
  if (!running) throw new Error("No attempt.");
  const finish = () =>
    withScope(world.scope, (tx) =>
      finishAttempt(tx, running.id, { status: "succeeded", outcome: { kind: "done", at: null }, at: later }),
    );
  await finish();
  await expect(finish()).rejects.toMatchObject({ code: "CONFLICT", details: { reason: "ended" } });
  expect(await withScope(world.scope, (tx) => beatAttempt(tx, running.id, later))).toBe(false);
  const repeat = start(attempt(running.idempotencyKey));
  await expect(repeat).rejects.toMatchObject({ details: { reason: "repeated", attemptId: running.id } });
  const known = await readWithScope(world.scope, (tx) =>
    findByIdempotencyKey(tx, world.mine.id, running.idempotencyKey),
  );
  expect(known).toMatchObject({ id: running.id, status: "succeeded", outcome: { kind: "done" } });
  await start(attempt("again"));
});

it("interrupts what gave no sign of life, and nothing else", async () => {
  const alive = await start(attempt("alive", { step: "app" }));
  await withScope(world.scope, (tx) => beatAttempt(tx, alive.id, new Date("2026-03-01T09:00:00Z")));
  const stale = await withScope(world.scope, (tx) =>
    interruptStale(tx, new Date("2026-03-01T08:30:00Z"), later),
  );
  expect(stale.map((row) => row.step).sort()).toEqual(["key", "vault", "vault"]);
  const others = await readWithScope(EVERYTHING, (tx) => listAttempts(tx, world.theirs.id));
  expect(others[0]?.status).toBe("running");
});

it("keeps one active run per part", async () => {
  const run = { organisationId: world.mine.id, part: "aep" as const, planHash: plan.hash, plan };
  const who = { startedBy: world.me.id, startedByName: "Ada" };
  const begin = () => withScope(world.scope, (tx) => startRun(tx, { ...run, ...who }));
  const results = await Promise.allSettled([begin(), begin(), begin()]);
  const began = results.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
  expect(began).toHaveLength(1);
  const id = began[0]?.id ?? "";
  const move = (progress: Parameters<typeof moveRun>[2]) =>
    withScope(world.scope, (tx) => moveRun(tx, id, progress));
  const due = () => readWithScope(EVERYTHING, (tx) => listDueRuns(tx, at));
  expect((await due()).map((row) => row.id)).toEqual([id]);
  await move({ status: "waiting", currentStep: "aep/role", nextAt: later });
  expect(await due()).toEqual([]);
  expect(await move({ status: "failed", message: { problem: "refused" } })).toMatchObject({
    currentStep: "aep/role",
  });
  expect(await move({ status: "running" })).toBeNull();
  expect((await begin()).id).not.toBe(id);
  const newest = await readWithScope(world.scope, (tx) => newestRun(tx, world.mine.id, "aep"));
  expect(newest?.status).toBe("queued");
});
