import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { localKeyWrapper } from "./secrets/key-wrapper";
import {
  createSession,
  deleteOldSessions,
  endSession,
  endSessionsOf,
  openSession,
  sessionId,
} from "./sessions";
import { deleteOldSignInFlows, saveSignInFlow, takeSignInFlow } from "./sign-in-flows";
import { EVERYTHING, openTestWorld, type TestWorld } from "./test-world";
import { dropTokenCache, readTokenCache, writeTokenCache } from "./token-cache";
import { withScope } from "./transaction";

let world: TestWorld;
const wrapper = localKeyWrapper(randomBytes(32));
beforeAll(async () => {
  world = await openTestWorld();
});
afterAll(() => world.end());

const minute = (n: number) => new Date(Date.parse("2026-03-01T08:00:00Z") + n * 60_000);
const idle = 30 * 60;
const begin = (cookieValue: string) =>
  withScope(EVERYTHING, (tx) =>
    createSession(tx, {
      cookieValue,
      userId: world.me.id,
      at: minute(0),
      expiresAt: minute(120),
      userAgent: null,
    }),
  );

it("opens with the person and their memberships", async () => {
  await begin("cookie-1");
  const open = await openSession("cookie-1", minute(1), idle);
  expect(open?.user).toEqual(world.me);
  expect(open?.memberships).toMatchObject([{ organisationId: world.mine.id, role: "admin" }]);
  expect(open?.session).toEqual({
    id: sessionId("cookie-1"),
    userId: world.me.id,
    createdAt: minute(0),
    lastSeenAt: minute(0),
    expiresAt: minute(120),
  });
  expect(await openSession("cookie-2", minute(1), idle)).toBeNull();
});

it("stays open while it is used, and ends by idleness or by its absolute end", async () => {
  await begin("used");
  for (const n of [20, 45, 70, 95, 119]) expect(await openSession("used", minute(n), idle)).not.toBeNull();
  expect(await openSession("used", minute(120), idle)).toBeNull();
  await begin("idle");
  expect(await openSession("idle", minute(31), idle)).toBeNull();
});

it("ends at sign-out, one or all of a person's", async () => {
  await begin("one");
  await begin("two");
  await withScope(EVERYTHING, (tx) => endSession(tx, sessionId("one"), minute(1)));
  expect(await openSession("one", minute(2), idle)).toBeNull();
  expect(await openSession("two", minute(2), idle)).not.toBeNull();
  await withScope(EVERYTHING, (tx) => endSessionsOf(tx, world.me.id, minute(3)));
  expect(await openSession("two", minute(4), idle)).toBeNull();
  expect(await withScope(EVERYTHING, (tx) => deleteOldSessions(tx, minute(500)))).toBeGreaterThan(3);
});

it("leaves no scope behind on the connection", async () => {
  await begin("scope");
  await openSession("scope", minute(1), idle);
  const { rows } = await world.owner.query("select count(*)::int as count from memberships");
  expect(rows[0].count).toBe(2);
  const { database } = await import("./client");
  const results = await Promise.all(Array.from({ length: 10 }, () => database().prisma.membership.count()));
  expect(results.every((count) => count === 0)).toBe(true);
});

it("gives a trip to the sign-in page back once, and in time", async () => {
  const flow = { nonce: "n", codeVerifier: "v", returnTo: "/organisations" };
  await saveSignInFlow(wrapper, { ...flow, state: "s-1", expiresAt: minute(10) });
  const takes = await Promise.all([1, 2, 3].map(() => takeSignInFlow(wrapper, "s-1", minute(1))));
  expect(takes.filter((taken) => taken !== null)).toEqual([flow]);
  await saveSignInFlow(wrapper, { ...flow, state: "s-2", expiresAt: minute(10) });
  expect(await takeSignInFlow(wrapper, "s-2", minute(10))).toBeNull();
  expect(await deleteOldSignInFlows(minute(11))).toBe(2);
});

it("keeps a person's tokens sealed, and to that person", async () => {
  await writeTokenCache(wrapper, world.me.id, "tokens 1");
  await writeTokenCache(wrapper, world.me.id, "tokens 2");
  expect(await readTokenCache(wrapper, world.me.id)).toBe("tokens 2");
  expect(await readTokenCache(wrapper, world.them.id)).toBeNull();
  const { database } = await import("./client");
  expect(await database().prisma.tokenCache.count()).toBe(0);
  await dropTokenCache(world.me.id);
  expect(await readTokenCache(wrapper, world.me.id)).toBeNull();
});
