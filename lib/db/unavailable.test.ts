import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { createTestDatabase } from "@/test/database";
import { connectDatabase, disconnectDatabase } from "./client";
import { pingDatabase } from "./health";
import { grantScope } from "./scope";
import { localKeyWrapper } from "./secrets/key-wrapper";
import { openSession } from "./sessions";
import { saveSignInFlow } from "./sign-in-flows";
import { withScope } from "./transaction";

// Shorter than a reader would wait, and long enough for a busy machine to open its first connection.
vi.mock("./unavailable", async (original) => ({
  ...(await original<object>()),
  CONNECTION_WAIT_MS: 2_000,
}));

const everything = grantScope({ organisations: "*", userId: null });
const UNAVAILABLE = {
  name: "AppError",
  code: "VENDOR_UNAVAILABLE",
  details: { reason: "database-busy", retryAfterSeconds: 5 },
};

let appUrl: string;
beforeAll(async () => {
  ({ appUrl } = await createTestDatabase());
});
afterAll(() => disconnectDatabase());

const flow = { state: "s", nonce: "n", codeVerifier: "v", returnTo: "/", expiresAt: new Date() };
const wrapper = localKeyWrapper(new Uint8Array(32));
const requests = {
  transaction: () => withScope(everything, async () => "done"),
  session: () => openSession("value", new Date(), 60),
  signIn: () => saveSignInFlow(wrapper, flow),
};
const outcomes = () =>
  Promise.all(Object.values(requests).map((ask) => ask().catch((error: unknown) => error)));

it("a request that gets no connection in time is told to come back, and the next one is served", async () => {
  connectDatabase(appUrl, 1);
  await requests.transaction();
  let free: () => void = () => undefined;
  const busy = withScope(everything, () => new Promise<void>((resolve) => void (free = resolve)));
  await vi.waitFor(() => expect(free.length).toBe(1), { timeout: 10_000 });
  for (const outcome of await outcomes()) expect(outcome).toMatchObject(UNAVAILABLE);
  free();
  await busy;
  expect(await requests.transaction()).toBe("done");
  await disconnectDatabase();
});

it("so is one that finds no database", async () => {
  connectDatabase("postgresql://clavis_app:secret@127.0.0.1:1/clavis");
  for (const outcome of await outcomes()) expect(outcome).toMatchObject(UNAVAILABLE);
  expect(await pingDatabase()).toEqual({ ok: false, reason: "ECONNREFUSED" });
  await disconnectDatabase();
});

it("what goes wrong in the work itself stays what it is", async () => {
  connectDatabase(appUrl);
  const failed = withScope(everything, () => Promise.reject(new Error("stop")));
  await expect(failed).rejects.toThrow("stop");
});
