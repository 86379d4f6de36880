import { expect, test } from "vitest";
import { NOW, sampleInput, sampleKey, seen } from "@/test/sample-input";
import type { KeyFacts } from "../facts";
import { plusDays } from "./duration";
import { type MaintenanceRequest, maintenanceOperations, planMaintenance } from "./maintenance";

const inDays = (days: number) => plusDays(NOW, days);
const coherent = { rotateAfter: "P18M", rotateBefore: null, notifyBefore: null, expiryTime: null };
const operations = (changes: Partial<KeyFacts>, request: MaintenanceRequest) =>
  maintenanceOperations(
    sampleInput("aep", {
      key: seen(sampleKey({ created: inDays(-10), rotationPolicy: coherent, ...changes })),
    }),
    request,
  ).map((operation) => operation.op);

test.each([
  ["nothing where all is well", {}, { action: "set-policy" }, []],
  [
    "a policy where there is none",
    { rotationPolicy: null },
    { action: "set-policy" },
    ["set-rotation-policy"],
  ],
  [
    "an expiry for those who need one",
    {},
    { action: "set-policy", variant: "with-expiry" },
    ["set-rotation-policy"],
  ],
  [
    "more time first, where it expires soon",
    { rotationPolicy: null, expires: inDays(9) },
    { action: "set-policy" },
    ["update-key", "set-rotation-policy"],
  ],
  ["nothing on a policy that was never read", { rotationPolicy: undefined }, { action: "set-policy" }, []],
  ["a later expiry", { expires: inDays(9) }, { action: "extend-expiry" }, ["update-key"]],
  ["no expiry where there is none", {}, { action: "extend-expiry" }, []],
  ["a new version", {}, { action: "rotate" }, ["rotate-key"]],
  [
    "a new version alone, where the old one lives long enough",
    { expires: inDays(28) },
    { action: "rotate" },
    ["rotate-key"],
  ],
  [
    "more time for the old version first",
    { expires: inDays(27) },
    { action: "rotate" },
    ["update-key", "rotate-key"],
  ],
  ["no rotation of a version that is not known", { version: null }, { action: "rotate" }, []],
] as [string, Partial<KeyFacts>, MaintenanceRequest, string[]][])(
  "%s",
  (_name, changes, request, expected) => {
    expect(operations(changes, request)).toEqual(expected);
  },
);

test("an expiry is only ever moved to a later date, and nothing is disabled", async () => {
  for (const days of [-500, -1, 0, 5, 59, 300, 3000]) {
    const key = sampleKey({ created: inDays(-10), rotationPolicy: null, expires: inDays(days) });
    for (const action of ["set-policy", "extend-expiry", "rotate"] as const) {
      for (const operation of maintenanceOperations(sampleInput("aep", { key: seen(key) }), { action })) {
        expect(operation).not.toHaveProperty("enabled");
        if (operation.op !== "update-key") continue;
        expect(Date.parse(operation.expires ?? "")).toBeGreaterThan(Date.parse(inDays(days)));
        expect(Date.parse(operation.expires ?? "")).toBeGreaterThan(Date.parse(NOW));
      }
    }
  }
});

test("the plan shows the old version kept, and is the same an hour later", async () => {
  const facts = {
    key: seen(sampleKey({ created: inDays(-10), rotationPolicy: coherent, expires: inDays(9) })),
  };
  const plan = await planMaintenance(sampleInput("aep", facts), { action: "rotate" });
  expect(plan.steps).toEqual(["aep/key"]);
  expect(plan.changes.map(({ property, after, reversible }) => [property, after, reversible])).toEqual([
    ["expires", "2028-12-02T12:00:00.000Z", true],
    ["keyVersion", "new version", false],
    ["oldVersion", "enabled", true],
  ]);
  const later = sampleInput("aep", facts, { now: "2026-11-23T13:00:00.000Z" });
  expect((await planMaintenance(later, { action: "rotate" })).hash).toBe(plan.hash);
});
