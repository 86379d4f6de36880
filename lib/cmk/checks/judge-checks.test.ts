import { describe, expect, it, test } from "vitest";
import type { PartFacts } from "@/lib/cmk/facts";
import type { PartInput } from "@/lib/cmk/input";
import type { PartId } from "@/lib/cmk/parts";
import { NOW, sampleInput, sampleKey, samplePrincipal, sampleVault, seen } from "@/test/sample-input";
import type { CheckState } from "./check";
import { CHECK_IDS, type CheckId } from "./check-ids";
import { judgeChecks } from "./judge-checks";
import { CHECKS } from "./registry";

const ADOBE = samplePrincipal().objectId;
const ENCRYPTION_USER = "e147488a-f6f5-4113-8e2d-b22465e65bf6";
const assignment = (changes: object = {}) => ({
  id: "a",
  roleDefinitionId: ENCRYPTION_USER,
  principalId: ADOBE,
  scope: sampleVault().id,
  condition: null,
  createdOn: "2026-01-01T00:00:00Z",
  ...changes,
});
const assignments = (...list: object[]) => ({
  assignments: seen({ scope: sampleVault().id, list: list.map((one) => assignment(one)) }),
});
const vault = (changes: object) => ({ vault: seen(sampleVault(changes)) });
const key = (changes: object) => ({ key: seen(sampleKey(changes)) });
const gone = { exists: false as const, softDeleted: null };
const deleted = {
  exists: false as const,
  softDeleted: { deletedOn: null, purgeOn: "2027-02-01T00:00:00Z" },
};
const policy = (changes: object) =>
  key({
    rotationPolicy: {
      rotateAfter: "P18M",
      rotateBefore: null,
      notifyBefore: "P30D",
      expiryTime: "P2Y",
      ...changes,
    },
  });
const days = (count: number) => new Date(Date.parse(NOW) + count * 86_400_000).toISOString();
const monitoring = (changes: object) => ({
  monitoring: seen({
    diagnostics: null,
    metricAlerts: null,
    watchedOperations: null,
    eventTypes: null,
    defenderTier: null,
    ...changes,
  }),
});
const sink = { name: "to-siem", sink: "/x", workspaceId: null, logs: ["AuditEvent"], retentionDays: 365 };
const locks = (...list: object[]) => ({ locks: seen({ list }) });
const lock = { name: "keep", level: "CanNotDelete", scope: "/" };
const config = (changes: object) => ({
  config: seen(
    {
      exists: true,
      name: "n",
      status: "COMPLETED",
      vaultUri: null,
      keyIdentifier: sampleKey().identifier,
      ...changes,
    },
    "adobe",
  ),
});
const version = (name: string, changes: object = {}) => ({
  version: name,
  enabled: true,
  created: "2026-01-01T00:00:00Z",
  notBefore: null,
  expires: null,
  ...changes,
});
const versions = (...versionList: object[]) => ({
  keyVersions: seen({ versions: versionList, total: versionList.length }),
});
const CURRENT = sampleKey().version ?? "";
const failure = (kind: string) => ({
  kind,
  vendor: "azure",
  status: 403,
  code: "AuthorizationFailed",
  message: "",
  requestId: null,
  retryable: false,
  retryAfterSeconds: null,
});
type More = Partial<
  Pick<PartInput, "keyUses" | "eventFeed" | "irreversible" | "remembered" | "otherVaultId">
>;
type Row = [CheckId, CheckState, object, string | null, More?];
const use = (changes: object) => ({
  applicationId: samplePrincipal().appId,
  operation: "KeyUnwrap",
  keyVersion: CURRENT,
  lastAt: days(-0.5),
  ...changes,
});

/** check, state, what differs from a part on which everything is right, reason. */
const ROWS: Row[] = [
  ["ID-01", "pass", {}, null],
  ["ID-01", "fail", { principal: seen(gone, "graph") }, "app-gone"],
  ["ID-03", "pass", {}, null],
  ["ID-03", "fail", { principal: seen(samplePrincipal({ enabled: false }), "graph") }, "app-disabled"],
  ["ID-03", "unknown", { principal: seen(samplePrincipal({ enabled: null }), "graph") }, "app-disabled"],
  ["ID-04", "unknown", {}, null],
  ["ID-05", "pass", {}, null],
  ["ID-05", "fail", vault({ tenantId: "22222222-aaaa-4aaa-8aaa-000000000002" }), "tenants-differ"],
  ["ROL-01", "pass", assignments({}), null],
  ["ROL-01", "fail", assignments(), "role-gone"],
  ["ROL-01", "fail", assignments({ principalId: "somebody" }), "role-gone"],
  ["ROL-02", "pass", assignments({}), null],
  ["ROL-02", "fail", assignments({}, { roleDefinitionId: "other" }), "more-roles"],
  ["ROL-03", "pass", assignments({}), null],
  ["ROL-03", "warn", assignments({ scope: "/subscriptions/s" }), "scope-subscription"],
  ["ROL-03", "warn", assignments({ scope: "/subscriptions/s/resourceGroups/r" }), "scope-resource-group"],
  [
    "ROL-03",
    "fail",
    assignments({ scope: "/providers/Microsoft.Management/managementGroups/m" }),
    "scope-management-group",
  ],
  ["ROL-04", "unknown", {}, "not-looked-at"],
  ["ROL-05", "pass", { ...assignments({}), denyAssignments: seen({ list: [] }) }, null],
  [
    "ROL-05",
    "fail",
    { ...assignments({ condition: "@x" }), denyAssignments: seen({ list: [] }) },
    "role-condition",
  ],
  [
    "ROL-05",
    "fail",
    { ...assignments({}), denyAssignments: seen({ list: [{ id: "d", name: "deny", scope: "/" }] }) },
    "deny-assignment",
  ],
  ["ROL-05", "unknown", assignments({}), "not-looked-at"],
  ["ROL-06", "unknown", {}, "holders-not-readable"],
  ["VLT-01", "pass", vault({ softDelete: null }), null],
  ["VLT-01", "fail", vault({ softDelete: false }), "soft-delete-off"],
  ["VLT-02", "pass", {}, null],
  ["VLT-02", "warn", vault({ retentionDays: 7 }), "retention-fixed"],
  ["VLT-02", "unknown", vault({ retentionDays: null }), "retention-fixed"],
  ["VLT-03", "pass", {}, null],
  ["VLT-03", "fail", vault({ purgeProtection: null }), "purge-protection-off"],
  ["VLT-04", "fail", vault({ rbac: false }), "access-policies"],
  ["VLT-04", "unknown", vault({ rbac: null }), "access-policies"],
  ["VLT-05", "pass", {}, null],
  ["VLT-05", "fail", vault({ sku: "standard" }), "tier-unsupported"],
  ["VLT-05", "unknown", vault({ sku: null }), "tier-unsupported"],
  ["VLT-06", "warn", vault({ provisioningState: "RegisteringDns" }), "vault-not-ready"],
  ["VLT-07", "pass", {}, null],
  ["VLT-07", "fail", { vault: seen(deleted) }, "vault-soft-deleted-until"],
  ["VLT-07", "fail", { vault: seen(gone) }, "vault-gone"],
  ["VLT-08", "pass", locks(lock), null],
  ["VLT-08", "fail", locks(), "no-lock"],
  ["VLT-08", "fail", locks({ ...lock, level: "ReadOnly" }), "lock-read-only"],
  ["VLT-08", "unknown", {}, "not-looked-at"],
  ["VLT-10", "unknown", {}, null],
  ["VLT-10", "pass", vault({ legacyUses: [] }), null],
  ["VLT-10", "fail", vault({ legacyUses: ["enabledForDeployment"] }), "legacy-uses"],
  ["VLT-11", "fail", { subscription: seen({ id: "s", state: "Disabled" }) }, "subscription-state"],
  ["VLT-11", "warn", { subscription: seen({ id: "s", state: "PastDue" }) }, "subscription-state"],
  ["VLT-11", "unknown", { subscription: seen({ id: "s", state: null }) }, null],
  ["NET-01", "pass", {}, null],
  ["NET-01", "fail", vault({ bypassAzureServices: false }), "no-bypass"],
  ["NET-02", "fail", vault({ publicNetworkAccess: "SecuredByPerimeter" }), "perimeter"],
  ["NET-03", "pass", {}, null],
  ["NET-03", "fail", vault({ ipRules: [] }), "monitor-not-listed"],
  ["NET-03", "fail", vault({ publicNetworkAccess: "Disabled" }), "monitor-inert"],
  ["NET-03", "unknown", vault({ publicNetworkAccess: "SecuredByPerimeter" }), "monitor-perimeter-rules"],
  ["NET-04", "pass", {}, null],
  ["NET-04", "fail", vault({ defaultAction: "Allow" }), "open-to-all"],
  ["NET-05", "pass", {}, null],
  ["NET-05", "fail", vault({ ipRules: ["10.0.0.0/8"] }), "wide-rules"],
  ["NET-06", "fail", {}, "public-by-need"],
  ["NET-06", "pass", vault({ publicNetworkAccess: "Disabled" }), null],
  ["NET-07", "unknown", {}, "no-private-endpoint"],
  ["NET-07", "pass", vault({ privateEndpoints: 1 }), null],
  ["NET-07", "fail", vault({ privateEndpoints: 0 }), "no-private-endpoint"],
  ["KEY-01", "fail", key({ type: "EC" }), "not-rsa"],
  ["KEY-02", "fail", key({ size: 2048 }), "key-too-small"],
  ["KEY-02", "unknown", key({ size: null }), "key-too-small"],
  ["KEY-03", "fail", key({ operations: ["unwrapKey"] }), "operations-missing"],
  ["KEY-04", "fail", key({ enabled: false }), "key-disabled"],
  ["KEY-04", "unknown", key({ enabled: null }), "key-disabled"],
  ["KEY-05", "fail", key({ notBefore: days(1) }), "key-not-yet-valid"],
  ["KEY-05", "pass", key({ notBefore: days(-1) }), null],
  ["KEY-06", "warn", {}, "no-expiry"],
  ["KEY-06", "pass", key({ expires: days(61) }), null],
  ["KEY-06", "warn", key({ expires: days(45) }), "key-expires-soon"],
  ["KEY-06", "fail", key({ expires: days(20) }), "key-expires-soon"],
  ["KEY-06", "fail", key({ expires: days(-1) }), "key-expired"],
  ["KEY-07", "pass", {}, null],
  ["KEY-07", "fail", key({ recoveryLevel: "Recoverable+Purgeable" }), "purgeable"],
  ["KEY-07", "unknown", key({ recoveryLevel: null }), "purgeable"],
  ["KEY-08", "unknown", {}, null],
  ["KEY-08", "pass", policy({}), null],
  ["KEY-08", "fail", key({ rotationPolicy: null }), "no-rotation"],
  ["KEY-08", "fail", policy({ rotateAfter: "P3Y" }), "rotates-rarely"],
  ["KEY-09", "unknown", {}, null],
  ["KEY-09", "pass", policy({}), null],
  ["KEY-09", "fail", policy({ expiryTime: "P18M" }), "life-new-versions-too-late"],
  ["KEY-10", "unknown", {}, "exportable"],
  ["KEY-10", "pass", key({ exportable: null }), "exportable"],
  ["KEY-10", "fail", key({ exportable: true }), "exportable"],
  ["KEY-11", "pass", config({}), null],
  [
    "KEY-11",
    "pass",
    config({ keyIdentifier: `${sampleKey().identifier}/0123`.replace(".net/", ".net:443/") }),
    null,
  ],
  ["KEY-11", "fail", config({ keyIdentifier: "https://other.vault.azure.net/keys/k" }), "config-other-key"],
  ["KEY-12", "unknown", {}, "not-looked-at"],
  ["KEY-12", "pass", versions(version(CURRENT)), null],
  [
    "KEY-12",
    "fail",
    versions(version(CURRENT, { created: days(-2) }), version("old", { enabled: false })),
    "old-version-disabled",
  ],
  ["KEY-13", "pass", {}, null],
  ["KEY-13", "fail", key({ type: "RSA" }), "software-key"],
  ["KEY-14", "pass", {}, null],
  ["KEY-14", "fail", { key: seen(deleted) }, "key-soft-deleted-until"],
  ["KEY-14", "fail", { key: seen(gone) }, "key-gone"],
  ["KEY-04", "unknown", { key: seen(gone) }, "key-absent"],
  ["MON-01", "pass", monitoring({ diagnostics: [sink] }), null],
  [
    "MON-01",
    "fail",
    monitoring({ diagnostics: [{ ...sink, logs: ["AzurePolicyEvaluationDetails"] }] }),
    "no-audit-log",
  ],
  ["MON-01", "fail", monitoring({ diagnostics: [{ ...sink, sink: null }] }), "no-audit-log"],
  ["MON-01", "unknown", monitoring({}), null],
  ["MON-02", "pass", monitoring({ diagnostics: [sink] }), null],
  ["MON-02", "fail", monitoring({ diagnostics: [{ ...sink, retentionDays: 30 }] }), "short-retention"],
  ["MON-02", "pass", monitoring({ diagnostics: [{ ...sink, retentionDays: 0 }] }), null],
  ["MON-02", "unknown", monitoring({ diagnostics: [{ ...sink, retentionDays: null }] }), null],
  ["MON-03", "pass", monitoring({ metricAlerts: [{ name: "a", metrics: ["Availability"] }] }), null],
  ["MON-03", "fail", monitoring({ metricAlerts: [] }), "no-metric-alert"],
  ["MON-03", "unknown", monitoring({}), null],
  ["MON-04", "fail", monitoring({ watchedOperations: [] }), "operations-unwatched"],
  [
    "MON-04",
    "warn",
    monitoring({ watchedOperations: ["Microsoft.KeyVault/vaults/delete"] }),
    "operations-unwatched",
  ],
  [
    "MON-04",
    "pass",
    monitoring({
      watchedOperations: ["KeyDelete", "KeyUpdate", "KeyPurge", "VaultDelete", "VaultPatch", "KeyBackup"],
    }),
    null,
  ],
  ["MON-04", "unknown", monitoring({}), null],
  ["MON-05", "fail", monitoring({ eventTypes: [] }), "events-unsubscribed"],
  ["MON-05", "warn", monitoring({ eventTypes: ["Microsoft.KeyVault.KeyExpired"] }), "events-unsubscribed"],
  ["MON-05", "unknown", monitoring({}), null],
  ["MON-06", "pass", monitoring({ defenderTier: "Standard" }), null],
  ["MON-06", "fail", monitoring({ defenderTier: "Free" }), "defender-off"],
  ["MON-06", "unknown", monitoring({}), null],
  ["MON-07", "unknown", {}, "no-logs"],
  ["MON-07", "pass", {}, null, { keyUses: [use({})] }],
  ["MON-07", "fail", {}, "not-used-lately", { keyUses: [use({ lastAt: days(-2) })] }],
  ["MON-07", "fail", {}, "never-used", { keyUses: [] }],
  ["MON-08", "unknown", {}, "no-logs"],
  ["MON-08", "pass", {}, null, { keyUses: [use({}), use({ applicationId: "x", operation: "KeyGet" })] }],
  ["MON-08", "fail", {}, "strangers", { keyUses: [use({ applicationId: "x" })] }],
  ["ADB-01", "pass", config({}), null],
  ["ADB-01", "warn", config({ status: "RUNNING" }), "adobe-stage"],
  ["ADB-01", "fail", config({ status: "FAILED" }), "adobe-failed"],
  ["ADB-02", "pass", config({}), null],
  ["ADB-02", "unknown", config({ status: "RUNNING" }), null],
  ["ADB-02", "pass", config({ status: "RUNNING", statusSince: days(-0.5) }), null],
  ["ADB-02", "fail", config({ status: "RUNNING", statusSince: days(-3) }), "adobe-stuck"],
  ["ADB-03", "pass", {}, null],
  [
    "ADB-03",
    "fail",
    { registration: { at: NOW, source: "adobe", failure: failure("refused") } },
    "permission-missing",
  ],
  ["ADB-03", "unknown", { registration: { at: NOW, source: "adobe", failure: failure("throttled") } }, null],
  ["ADB-04", "unknown", {}, "no-event-feed"],
  ["ADB-04", "pass", {}, null, { eventFeed: { status: "Active", at: NOW } }],
  ["ADB-04", "warn", {}, "event-feed-down", { eventFeed: { status: "Unstable", at: NOW } }],
  ["ADB-04", "fail", {}, "event-feed-down", { eventFeed: { status: "Disabled", at: NOW } }],
  ["ADB-04", "fail", {}, "event-feed-down", { eventFeed: { status: "Missing", at: NOW } }],
  ["ADB-04", "unknown", {}, "event-feed-down", { eventFeed: { status: "Paused", at: NOW } }],
  [
    "ADB-04",
    "unknown",
    {},
    "event-feed-silent",
    { eventFeed: { status: "Active", at: "2000-01-01T00:00:00.000Z" } },
  ],
  ["ADB-06", "unknown", {}, null],
  ["ADB-06", "pass", {}, null, { irreversible: { people: 2 } }],
  ["ADB-06", "fail", {}, "one-pair-of-eyes", { irreversible: { people: 1 } }],
];

function judge(id: CheckId, facts: object, more: More = {}, part: PartId = "aep") {
  const input = { ...sampleInput(part, facts as PartFacts), ...more };
  const found = judgeChecks(input).find(({ check }) => check === id);
  if (!found) throw new Error(`${id} is no check of ${part}`);
  return found;
}

describe("one check", () => {
  test.each(ROWS)("%s: %s when %j", (id, state, facts, reason, more) => {
    const result = judge(id, facts, more);
    expect([result.state, result.state === "pass" ? null : (result.reason?.key ?? null)]).toEqual([
      state,
      state === "pass" ? null : reason,
    ]);
  });

  it("has a row for each check that AEP has, and the catalogue is whole", () => {
    expect(CHECKS.map(({ id }) => id)).toEqual(CHECK_IDS);
    const tried = new Set(ROWS.map(([id]) => id));
    expect(CHECKS.filter(({ id, parts }) => parts.includes("aep") && !tried.has(id))).toEqual([]);
  });

  it("gets worse as an expiry comes nearer", () => {
    const at = (expires: string) => judge("KEY-06", key({ expires }));
    expect([at(days(45)), at(days(20)), at(days(-1))].map(({ severity }) => severity)).toEqual([
      "medium",
      "high",
      "critical",
    ]);
    expect(judge("KEY-06", {})).toMatchObject({ severity: "info", failureClass: "hygiene" });
  });
});

describe("what was not seen", () => {
  it("is unknown, whatever kept it from being seen", () => {
    for (const kind of ["refused", "throttled", "unavailable", "nonsense", "unauthenticated"]) {
      const hidden = { vault: { at: NOW, source: "azure", failure: failure(kind) } };
      const rested = CHECKS.filter(({ reads, parts }) => reads.includes("vault") && parts.includes("aep"));
      for (const { id } of rested) expect([id, judge(id, hidden).state]).toEqual([id, "unknown"]);
    }
  });

  it("names the right that is lacking, and only when it was refused", () => {
    const refused = { vault: { at: NOW, source: "azure", failure: failure("refused") } };
    expect(judge("VLT-03", refused)).toMatchObject({
      lacks: "Microsoft.KeyVault/vaults/read",
      reason: { key: "failure-refused", params: { code: "AuthorizationFailed" } },
    });
    const slow = { vault: { at: NOW, source: "azure", failure: failure("unavailable") } };
    expect(judge("VLT-03", slow).lacks).toBeNull();
  });
});

describe("the CJA part", () => {
  it("has a vault of its own, an app of its own and Customer Care's word", () => {
    const results = judgeChecks(sampleInput("cja", {}));
    const ids = results.map(({ check }) => check);
    for (const id of ["ID-02", "VLT-09", "ADB-05"] as const) expect(ids).toContain(id);
    for (const id of ["ID-01", "KEY-11", "ADB-01"] as const) expect(ids).not.toContain(id);
  });
});
