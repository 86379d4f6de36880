import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { requestExceptionSchema } from "@/lib/cmk/exceptions/exception";
import type { Role } from "@/lib/cmk/permissions";
import { createFinding } from "@/lib/db/findings";
import { withScope } from "@/lib/db/transaction";
import { openSetupWorld, type SetupWorld } from "@/test/setup-world";
import { raiseAlert } from "../alerts/raise-alert";
import type { OrganisationContext } from "../context";
import { decideException } from "./decide-exception";
import { endException } from "./end-exception";
import { expireException, findExpiredExceptions } from "./expire-exceptions";
import { listExceptions } from "./list-exceptions";
import { requestException } from "./request-exception";

let world: SetupWorld;
beforeEach(async () => {
  world = await openSetupWorld();
}, 60_000);
afterEach(() => world.end());

const ASK = {
  part: "aep",
  check: "NET-04",
  owner: "Grace",
  reason: "Only reached through the corporate proxy.",
  days: 90,
} as const;

/** Somebody who is not Ada, in the same organisation. */
function other(...roles: Role[]): OrganisationContext {
  const context = world.as(roles, world.mine, "Noa");
  return { ...context, actor: { ...context.actor, userId: world.them.id } as OrganisationContext["actor"] };
}
const ada = (...roles: Role[]) => world.as(roles);

/** The check fails, and people were told. */
async function failing(): Promise<void> {
  const content = { severity: "high", failureClass: "hygiene", observed: "Allow", reason: null } as const;
  await withScope(world.scope, async (tx) => {
    const address = { organisationId: world.mine.id, part: "aep", checkId: "NET-04" } as const;
    const made = await createFinding(tx, { ...address, ...content, regression: false, openedAt: new Date() });
    await raiseAlert(tx, world.system(), {
      source: "finding",
      kind: "NET-04",
      part: "aep",
      severity: "high",
      failureClass: "hygiene",
      params: {},
      findingId: made.id,
    });
  });
}
const alerts = async () =>
  (await world.owner.query("select status::text from alerts order by opened_at, id")).rows.map(
    ({ status }) => status as string,
  );
const later = (days: number): OrganisationContext => ({
  ...world.system(),
  now: () => new Date(Date.now() + days * 86_400_000),
});

describe("asking", () => {
  it.each([
    ["a word", { ...ASK, reason: "because" }, "reason"],
    ["blanks", { ...ASK, reason: `a${" ".repeat(40)}b` }, "reason"],
    ["nobody", { ...ASK, owner: " " }, "owner"],
    ["no time", { ...ASK, days: 0 }, "days"],
    ["half a day", { ...ASK, days: 1.5 }, "days"],
    ["for ever", { ...ASK, days: 4000 }, "days"],
  ])("is refused with %s at its field", (_name, input, field) => {
    const result = requestExceptionSchema.safeParse(input);
    expect(result.error?.issues.map(({ path }) => path[0])).toEqual([field]);
  });

  it("is an admin's, for checks of the part, and not for long where Adobe may purge", async () => {
    for (const role of ["leader", "support"] as const)
      await expect(requestException(ada(role), ASK)).rejects.toMatchObject({ code: "FORBIDDEN" });
    const elsewhere = { ...ada("admin"), organisationId: world.theirs.id };
    await expect(requestException(elsewhere, ASK)).rejects.toMatchObject({ code: "NOT_FOUND" });
    const wrong = requestException(ada("admin"), { ...ASK, check: "ADB-05" });
    await expect(wrong).rejects.toMatchObject({ fields: [{ field: "check" }] });
    const long = requestException(ada("admin"), { ...ASK, check: "KEY-04", days: 31 });
    await expect(long).rejects.toMatchObject({ fields: [{ field: "days" }] });
    expect(await world.auditActions()).toEqual([]);
  });

  it("happens once for a check until that is over", async () => {
    const first = await requestException(ada("admin"), ASK);
    await expect(requestException(other("admin"), ASK)).rejects.toMatchObject({
      details: { reason: "exception-live" },
    });
    await endException(ada("admin"), first.id);
    await requestException(ada("admin"), ASK);
    expect((await listExceptions(ada("leader"))).rows.map(({ state }) => state)).toEqual([
      "requested",
      "ended",
    ]);
  });
});

describe("deciding", () => {
  it("is somebody else's: an admin's or a leader's", async () => {
    const { id } = await requestException(ada("admin"), ASK);
    for (const who of [ada("admin"), ada("leader"), other("support"), world.system()])
      await expect(decideException(who, id, { approve: true })).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect((await listExceptions(ada("admin"))).rows[0]?.mayDecide).toBe(false);
    expect((await listExceptions(other("leader"))).rows[0]?.mayDecide).toBe(true);
    const elsewhere = { ...other("leader"), organisationId: world.theirs.id };
    await expect(decideException(elsewhere, id, { approve: true })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    expect(await decideException(other("leader"), id, { approve: true })).toMatchObject({
      state: "approved",
      decidedByName: "Noa",
    });
    await expect(decideException(other("leader"), id, { approve: false })).rejects.toMatchObject({
      code: "CONFLICT",
    });
    expect(await world.auditActions()).toEqual(["exception.requested", "exception.approved"]);
  });

  it("in one's own favour is refused by the database too", async () => {
    const { id } = await requestException(ada("admin"), ASK);
    const own = world.owner.query(
      "update check_exceptions set approved = true, decided_by = requested_by, decided_by_name = 'x', decided_at = now() where id = $1",
      [id],
    );
    await expect(own).rejects.toThrow("check_exceptions_four_eyes");
  });

  it("against it ends it", async () => {
    const { id } = await requestException(ada("admin"), ASK);
    expect((await decideException(other("leader"), id, { approve: false })).state).toBe("declined");
    expect(await world.auditActions()).toContain("exception.declined");
  });
});

describe("while it holds", () => {
  it("the alarm is off; when it ends and the check still fails, it is on again", async () => {
    await failing();
    expect(await alerts()).toEqual(["open"]);
    const { id } = await requestException(ada("admin"), ASK);
    expect(await alerts()).toEqual(["open"]);
    await decideException(other("leader"), id, { approve: true });
    expect(await alerts()).toEqual(["resolved"]);
    await endException(ada("admin"), id);
    expect(await alerts()).toEqual(["resolved", "open"]);
    expect(await world.auditActions()).toContain("exception.ended");
  });

  it("its time is counted: the worker ends it, once, and the finding is an alarm again", async () => {
    await failing();
    const { id } = await requestException(ada("admin"), ASK);
    await decideException(other("leader"), id, { approve: true });
    expect(await findExpiredExceptions(later(89))).toEqual([]);
    expect(await findExpiredExceptions(later(91))).toMatchObject([{ id }]);
    await Promise.all([expireException(later(91), id), expireException(later(91), id)]);
    expect(await alerts()).toEqual(["resolved", "open"]);
    expect((await listExceptions(ada("leader"))).rows[0]?.state).toBe("expired");
    await expect(expireException(ada("admin"), id)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(endException(ada("admin"), randomUUID())).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});
