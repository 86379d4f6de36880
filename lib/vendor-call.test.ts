import fc from "fast-check";
import { expect, test } from "vitest";
import { failureOf } from "@/test/failure-of";
import type { VendorFailure } from "./cmk/facts";
import { callVendor, networkCode, retryAfterSeconds } from "./vendor-call";
import { VendorError } from "./vendor-error";

const base: VendorFailure = {
  kind: "unavailable",
  vendor: "azure",
  status: 503,
  code: null,
  message: "",
  requestId: null,
  retryable: true,
  retryAfterSeconds: 0,
};
const failing = (change: Partial<VendorFailure>) => new VendorError({ ...base, ...change });
const describe = (error: unknown) =>
  new VendorError({ ...base, kind: "nonsense", status: null, retryable: false }, error);
const limits = { attemptMs: 200, attempts: 3, budgetMs: 1_000 };

function counted<T>(work: (count: number, signal: AbortSignal) => Promise<T>) {
  const calls = { count: 0 };
  return { calls, attempt: (signal: AbortSignal) => work(++calls.count, signal) };
}

test("what is unavailable is asked again, as often as allowed", async () => {
  const { calls, attempt } = counted(() => Promise.reject(failing({})));
  expect(await failureOf(callVendor({ vendor: "azure", limits, describe }, attempt))).toMatchObject({
    kind: "unavailable",
  });
  expect(calls.count).toBe(3);
});

test("success after a hiccup is success", async () => {
  const { calls, attempt } = counted((count) =>
    count === 1 ? Promise.reject(failing({ kind: "throttled" })) : Promise.resolve("yes"),
  );
  expect(await callVendor({ vendor: "azure", limits, describe }, attempt)).toBe("yes");
  expect(calls.count).toBe(2);
});

test.each(["refused", "unauthenticated", "absent", "conflict", "invalid", "blocked", "nonsense"] as const)(
  "%s is asked once",
  async (kind) => {
    const { calls, attempt } = counted(() => Promise.reject(failing({ kind })));
    await failureOf(callVendor({ vendor: "azure", limits, describe }, attempt));
    expect(calls.count).toBe(1);
  },
);

test("a wait that does not fit is handed to the caller", async () => {
  const { calls, attempt } = counted(() =>
    Promise.reject(failing({ kind: "throttled", retryAfterSeconds: 60 })),
  );
  const before = Date.now();
  expect(await failureOf(callVendor({ vendor: "azure", limits, describe }, attempt))).toMatchObject({
    retryAfterSeconds: 60,
  });
  expect(calls.count).toBe(1);
  expect(Date.now() - before).toBeLessThan(500);
});

test("an attempt that hangs is ended, and the whole call too", async () => {
  const hang = (signal: AbortSignal) =>
    new Promise<never>((_resolve, reject) =>
      signal.addEventListener("abort", () => reject(new Error("aborted"))),
    );
  const { calls, attempt } = counted((_count, signal) => hang(signal));
  const before = Date.now();
  expect(await failureOf(callVendor({ vendor: "adobe", limits, describe }, attempt))).toMatchObject({
    kind: "unavailable",
    code: "timeout",
    vendor: "adobe",
  });
  expect(Date.now() - before).toBeLessThan(limits.budgetMs + 500);
  expect(calls.count).toBeGreaterThan(1);
});

test("the caller can end it", async () => {
  const controller = new AbortController();
  const { calls, attempt } = counted(() => {
    controller.abort();
    return Promise.reject(failing({}));
  });
  await failureOf(callVendor({ vendor: "azure", limits, describe, signal: controller.signal }, attempt));
  expect(calls.count).toBe(1);
});

test("never more attempts than allowed, never longer than the budget", async () => {
  const kinds = fc.constantFrom<VendorFailure["kind"]>("throttled", "unavailable", "refused", "conflict");
  await fc.assert(
    fc.asyncProperty(
      fc.array(kinds, { minLength: 1, maxLength: 6 }),
      fc.integer({ min: 1, max: 4 }),
      async (answers, attempts) => {
        const { calls, attempt } = counted((count) =>
          Promise.reject(failing({ kind: answers[count - 1] ?? "unavailable" })),
        );
        const before = Date.now();
        await failureOf(
          callVendor(
            { vendor: "azure", limits: { attemptMs: 50, attempts, budgetMs: 100 }, describe },
            attempt,
          ),
        );
        return calls.count <= attempts && Date.now() - before < 600;
      },
    ),
    { numRuns: 40 },
  );
});

test.each([
  ["12", 12],
  ["0", 0],
  ["-3", 0],
  ["soon", null],
  ["", null],
  [null, null],
])("Retry-After %s means %s", (header, expected) => {
  expect(retryAfterSeconds(header)).toBe(expected);
});

test("Retry-After may be a date", () => {
  const seconds = retryAfterSeconds(new Date(Date.now() + 30_000).toUTCString());
  expect(seconds).toBeGreaterThan(27);
  expect(seconds).toBeLessThanOrEqual(30);
});

test("a connection's code is found through causes, others are not taken for one", () => {
  const refused = Object.assign(new Error("x"), { code: "ECONNREFUSED" });
  expect(networkCode(new TypeError("fetch failed", { cause: new AggregateError([refused]) }))).toBe(
    "ECONNREFUSED",
  );
  expect(networkCode(Object.assign(new Error("x"), { code: "Forbidden" }))).toBeNull();
  expect(networkCode("ECONNREFUSED")).toBeNull();
});
