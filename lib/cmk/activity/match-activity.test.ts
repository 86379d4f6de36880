import { describe, expect, it } from "vitest";
import type { CheckId } from "../checks/check-ids";
import { CHECK_IDS } from "../checks/check-ids";
import type { ActivityRow } from "./activity";
import { causesOf } from "./causes";
import { type LogState, matchActivity, sourcesFor, whyUnattributed } from "./match-activity";

const OPENED = "2026-11-24T12:00:00.000Z";
const HELD = "2026-11-24T11:55:00.000Z";
const finding = (check: CheckId, since: string | null = HELD) => ({
  part: "aep" as const,
  check,
  openedAt: OPENED,
  since,
});
function row(id: string, operation: string, at: string, status: ActivityRow["status"] = "succeeded") {
  const who = { caller: "kim@fabrikam.example", callerKind: "user" as const, callerIp: null };
  const where = { source: "key-vault-audit" as const, eventId: id, resourceId: "kv", correlationId: null };
  return { id, operation, at, status, ...who, ...where };
}
const found = (check: CheckId, rows: ActivityRow[], since: string | null = HELD) =>
  matchActivity(finding(check, since), rows).map(({ id }) => id);

describe("a likely cause", () => {
  it("is a change that can make this check fail, the latest first", () => {
    const rows = [
      row("earlier", "KeyUpdate", "2026-11-24T11:56:00.000Z"),
      row("later", "KEYUPDATE", "2026-11-24T11:58:00.000Z"),
      row("other", "Microsoft.Authorization/locks/delete", "2026-11-24T11:59:00.000Z"),
    ];
    expect(found("KEY-04", rows)).toEqual(["later", "earlier"]);
    expect(found("VLT-08", rows)).toEqual(["other"]);
  });

  it("did succeed", () => {
    expect(found("KEY-04", [row("refused", "KeyUpdate", "2026-11-24T11:58:00.000Z", "failed")])).toEqual([]);
  });

  it.each([
    ["before the check last held", "2026-11-24T11:52:59.000Z", HELD, false],
    ["as clocks differ", "2026-11-24T11:53:30.000Z", HELD, true],
    ["after it was seen failing", "2026-11-24T12:02:01.000Z", HELD, false],
    ["within a day, where nobody knows when it held", "2026-11-23T13:00:00.000Z", null, true],
    ["more than a day ago", "2026-11-23T11:00:00.000Z", null, false],
    [
      "more than a day ago, though it was seen to hold then",
      "2026-11-23T11:00:00.000Z",
      "2026-11-22T00:00:00.000Z",
      false,
    ],
  ])("lies in the time of the change: %s", (_what, at, since, fits) => {
    expect(found("KEY-04", [row("it", "KeyUpdate", at)], since)).toEqual(fits ? ["it"] : []);
  });

  it.each<[CheckId, string]>([
    ["ROL-01", "Microsoft.Authorization/roleAssignments/delete"],
    ["ROL-01", "Microsoft.KeyVault/vaults/delete"],
    ["ID-03", "Update service principal"],
    ["NET-02", "Microsoft.KeyVault/vaults/joinPerimeter/action"],
    ["VLT-11", "Microsoft.Subscription/cancel/action"],
    ["KEY-08", "KeyRotationPolicySet"],
    ["KEY-04", "Microsoft.KeyVault/managedHSMs/keys/write"],
  ])("of %s may be %s", (check, operation) => {
    expect(found(check, [row("it", operation, OPENED)])).toEqual(["it"]);
  });

  it("is nothing that only begins alike, and nothing that merely used the key", () => {
    for (const operation of ["KeyUpdateX", "KeyUnwrap", "KeyGet", "Microsoft.KeyVault/vaults/read"])
      expect([operation, found("KEY-04", [row("it", operation, OPENED)])]).toEqual([operation, []]);
  });
});

describe("where nothing fits", () => {
  const failure = (kind: "refused" | "unavailable", code: string) =>
    ({ kind, code, vendor: "azure", status: null, message: "" }) as unknown as LogState["failure"];
  const log = (why: LogState["failure"]): LogState[] => [
    { part: "aep", source: "key-vault-audit", readUntil: OPENED, failure: why },
  ];
  it.each<[string, LogState[], string | null]>([
    ["not-read", [], null],
    ["late", log(null), null],
    ["no-workspace", log(failure("unavailable", "no_workspace")), null],
    ["failed", log(failure("unavailable", "timeout")), null],
    ["refused", log(failure("refused", "AuthorizationFailed")), "Log Analytics Reader"],
  ])("each log that could have it says why it has not: %s", (reason, logs, lacks) => {
    const [first] = whyUnattributed(finding("KEY-04"), logs);
    expect(first).toEqual({ source: "key-vault-audit", reason, lacks });
  });

  it("no log is blamed for what is not written in it", () => {
    for (const check of CHECK_IDS)
      if (sourcesFor(check).length === 0) expect([check, causesOf(check)]).toEqual([check, []]);
    expect(sourcesFor("ADB-01")).toEqual([]);
  });
});
