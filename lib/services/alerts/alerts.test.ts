import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { AlertAction } from "@/lib/cmk/alerts/alert-rules";
import { ROLES, type Role } from "@/lib/cmk/permissions";
import { createAlert } from "@/lib/db/alerts";
import { createFinding } from "@/lib/db/findings";
import { withScope } from "@/lib/db/transaction";
import { openSetupWorld, type SetupWorld } from "@/test/setup-world";
import { getOrganisationOverview } from "../watch/get-organisation-overview";
import { getVerification } from "../watch/get-verification";
import { getAlert } from "./get-alert";
import { handleAlert } from "./handle-alert";
import { listAlerts } from "./list-alerts";
import { settleAlert } from "./settle-alert";

let world: SetupWorld;
let id: string;
let findingId: string;
beforeAll(async () => {
  world = await openSetupWorld();
}, 60_000);
afterAll(() => world?.end());

const CONTENT = {
  severity: "critical",
  failureClass: "purge",
  observed: "disabled",
  reason: { key: "key-disabled", params: {} },
} as const;
const AT = new Date("2026-11-24T08:00:00Z");

beforeEach(async () => {
  await world.owner.query("update findings set status = 'closed', closed_at = now() where status = 'open'");
  await withScope(world.scope, async (tx) => {
    const organisationId = world.mine.id;
    const address = {
      organisationId,
      part: "aep",
      checkId: "KEY-04",
      regression: false,
      openedAt: AT,
    } as const;
    findingId = (await createFinding(tx, { ...address, ...CONTENT })).id;
    const alert = {
      source: "finding",
      kind: "KEY-04",
      part: "aep",
      severity: "critical",
      failureClass: "purge",
      params: { reason: "key-disabled" },
      findingId,
    } as const;
    id = (await createAlert(tx, organisationId, alert, AT)) ?? "";
  });
});

const as = (...roles: Role[]) => world.as(roles);
async function act(action: AlertAction, text?: string, roles: Role[] = ["support"]) {
  const { revision } = await getAlert(as("leader"), id);
  return handleAlert(world.as(roles), id, { action, revision, text });
}

describe("an alert", () => {
  it("is read by every role, and handled by admins and support alone", async () => {
    for (const role of ROLES) expect((await getAlert(as(role), id)).status).toBe("open");
    await expect(getAlert(as(), id)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(listAlerts(as(), {})).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(act("acknowledge", undefined, ["leader"])).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(handleAlert(world.system(), id, { action: "resolve", revision: 1 })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    expect((await act("acknowledge", undefined, ["admin"])).status).toBe("acknowledged");
  });

  it("is not found from another organisation", async () => {
    const elsewhere = world.as(["support"], world.theirs);
    await expect(getAlert(elsewhere, id)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(handleAlert(elsewhere, id, { action: "resolve", revision: 1 })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    expect((await listAlerts(elsewhere, {})).rows).toEqual([]);
    await expect(getAlert(as("support"), randomUUID())).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("goes from hand to hand, and every move is in its history and in the trail", async () => {
    const before = (await world.auditActions()).length;
    await act("assign");
    await act("acknowledge");
    await act("comment", "Asked the vault's owner.");
    await act("resolve", "Enabled again.");
    const view = await act("reopen");
    expect(view).toMatchObject({ status: "open", assignedToName: "Ada", resolvedAt: null });
    expect(view.history.map(({ kind, text }) => [kind, text])).toEqual([
      ["assign", null],
      ["acknowledge", null],
      ["comment", "Asked the vault's owner."],
      ["resolve", "Enabled again."],
      ["reopen", null],
    ]);
    expect((await world.auditActions()).slice(before)).toEqual([
      "alert.assigned",
      "alert.acknowledged",
      "alert.commented",
      "alert.resolved",
      "alert.reopened",
    ]);
  });

  it("refuses what was decided on an older state, and what makes no sense now", async () => {
    await act("acknowledge");
    const stale = handleAlert(as("support"), id, { action: "resolve", revision: 1 });
    await expect(stale).rejects.toMatchObject({ code: "CONFLICT" });
    await expect(act("acknowledge")).rejects.toMatchObject({ code: "CONFLICT" });
    await expect(act("reopen")).rejects.toMatchObject({ code: "CONFLICT" });
  });

  it("is one at a time for a finding, and resolves with it", async () => {
    const again = () =>
      withScope(world.scope, (tx) =>
        createAlert(
          tx,
          world.mine.id,
          {
            source: "finding",
            kind: "KEY-04",
            part: "aep",
            params: {},
            findingId,
            severity: "high",
            failureClass: "purge",
          },
          AT,
        ),
      );
    expect(await again()).toBeNull();
    await act("resolve");
    expect(await again()).not.toBeNull();
    await expect(act("reopen")).rejects.toMatchObject({ code: "CONFLICT" });
    await withScope(world.scope, (tx) => settleAlert(tx, world.system(), findingId));
    expect((await act("reopen")).status).toBe("open");
  });
});

describe("the inbox", () => {
  it("counts all, narrows by status, severity and class, and turns pages", async () => {
    await world.owner.query("delete from alert_comments; delete from alerts");
    await withScope(world.scope, async (tx) => {
      for (let count = 0; count < 60; count += 1) {
        const at = new Date(AT.getTime() + count * 1000);
        const severity = count % 2 === 0 ? "critical" : "medium";
        const alert = {
          source: "adobe",
          kind: `K${count}`,
          part: null,
          params: {},
          findingId: null,
        } as const;
        await createAlert(tx, world.mine.id, { ...alert, severity, failureClass: "hygiene" }, at);
      }
    });
    const first = await listAlerts(as("leader"), {});
    expect(first.rows).toHaveLength(50);
    expect(first.rows[0]?.kind).toBe("K59");
    const second = await listAlerts(as("leader"), { cursor: first.next ?? "" });
    expect(second.rows.map(({ kind }) => kind).at(-1)).toBe("K0");
    expect(second.next).toBeNull();
    expect((await listAlerts(as("leader"), { severity: "critical" })).rows).toHaveLength(30);
    expect((await listAlerts(as("leader"), { status: "resolved" })).rows).toEqual([]);
    expect((await listAlerts(as("leader"), { class: "purge" })).rows).toEqual([]);
    expect(first.counts).toEqual({ open: 60, acknowledged: 0, resolved: 0 });
  });
});

describe("the verification of an organisation", () => {
  it("shows every check to every role, and nothing from outside the scope", async () => {
    for (const role of ROLES) {
      const view = await getVerification(as(role));
      expect(view.parts.map(({ part, watched }) => [part, watched])).toEqual([
        ["aep", true],
        ["cja", false],
      ]);
      const row = view.parts[0]?.rows.find(({ check }) => check === "KEY-04");
      expect(row).toMatchObject({ state: "unknown", finding: { id: findingId, severity: "critical" } });
    }
    await expect(getVerification(as())).rejects.toMatchObject({ code: "FORBIDDEN" });
    const context = { ...as("support"), organisationId: world.theirs.id };
    await expect(getVerification(context)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

describe("an organisation at a glance", () => {
  it("shows what is open with its alert, to every role in scope", async () => {
    for (const role of ROLES) {
      const view = await getOrganisationOverview(as(role));
      expect(view.findings).toMatchObject([{ check: "KEY-04", severity: "critical", alertId: id }]);
      expect(view.alerts.open).toBeGreaterThan(0);
      expect(view.watch).toBeNull();
      expect(view.setup.parts.map(({ part }) => part)).toEqual(["aep", "cja"]);
    }
    await expect(getOrganisationOverview(as())).rejects.toMatchObject({ code: "FORBIDDEN" });
    const context = { ...as("leader"), organisationId: world.theirs.id };
    await expect(getOrganisationOverview(context)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});
