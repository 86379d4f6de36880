import { describe, expect, it } from "vitest";
import en from "@/messages/en.json" with { type: "json" };
import type { CheckResult } from "../checks/check";
import type { CheckId } from "../checks/check-ids";
import { ADOBE_ALERTS, judgeCauses } from "./adobe-causes";
import { ADOBE_ALERT_KINDS, type AdobeAlertKind } from "./adobe-event";

const result = (check: CheckId, change: Partial<CheckResult> = {}): CheckResult => ({
  check,
  part: "aep",
  state: "fail",
  severity: "critical",
  failureClass: "purge",
  observed: null,
  reason: null,
  at: null,
  source: null,
  lacks: null,
  ...change,
});

describe("the likely cause", () => {
  it.each<[AdobeAlertKind, CheckResult[], string | null]>([
    ["key-access-disabled", [result("KEY-04")], "key-disabled"],
    ["key-access-disabled", [result("VLT-07"), result("KEY-04")], "vault-deleted"],
    ["key-access-disabled", [result("ROL-01")], "role-removed"],
    ["key-access-disabled", [result("ID-02", { part: "cja" })], "app-removed"],
    ["key-access-disabled", [result("NET-03")], "monitor-shut-out"],
    ["key-access-failure", [result("KEY-04"), result("NET-01")], "stores-shut-out"],
    ["key-access-failure", [result("KEY-04")], "key-disabled"],
    ["alert-notification", [result("NET-02"), result("KEY-14")], "key-deleted"],
    ["key-access-disabled", [result("KEY-04", { state: "pass" })], null],
    ["key-access-disabled", [result("KEY-04", { state: "warn" })], null],
    ["key-access-disabled", [result("KEY-04", { state: "unknown" })], null],
    ["key-access-disabled", [result("KEY-06", { reason: { key: "key-expires-soon", params: {} } })], null],
    [
      "key-access-disabled",
      [result("KEY-06", { reason: { key: "key-expired", params: {} } })],
      "key-expired",
    ],
    ["key-access-disabled", [], null],
  ])("%s %j", (kind, results, likely) => {
    expect(judgeCauses(kind, results).likely).toBe(likely);
  });

  it("is of the AEP part where both parts have it, and brings its fix", () => {
    const { causes } = judgeCauses("key-access-disabled", [
      result("KEY-04", { part: "cja" }),
      result("KEY-04"),
    ]);
    expect(causes[0]).toMatchObject({
      id: "key-disabled",
      state: "found",
      part: "aep",
      fix: { kind: "plan" },
    });
  });
});

it("lists what is found first, then what nobody can tell, then what is not so", () => {
  const seen = [
    result("KEY-04", { state: "pass" }),
    result("NET-01"),
    result("KEY-05", { state: "unknown" }),
  ];
  const { causes } = judgeCauses("key-access-failure", seen);
  expect(causes[0]).toMatchObject({ id: "stores-shut-out", state: "found" });
  expect(causes.at(-1)).toMatchObject({ id: "key-disabled", state: "clear" });
  expect(causes.find(({ id }) => id === "key-not-yet-valid")?.state).toBe("unseen");
});

it("has the words of every cause and kind", () => {
  for (const kind of ADOBE_ALERT_KINDS) {
    expect(ADOBE_ALERTS[kind].severity).toBeDefined();
    for (const { id } of judgeCauses(kind, []).causes)
      expect(Object.keys((en.adobeAlerts.causes as Record<string, object>)[id] ?? {}), id).toEqual([
        "title",
        "text",
        "fix",
      ]);
  }
});
