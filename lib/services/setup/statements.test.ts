import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { fakeWorld } from "@/test/fake-clouds";
import { openSetupWorld, type SetupWorld } from "@/test/setup-world";
import type { OrganisationContext } from "../context";
import { attestStep } from "./attest-step";
import { checkStep } from "./check-step";
import { getSetup } from "./get-setup";
import { getStep } from "./get-step";
import { withdrawStatement } from "./withdraw-statement";

let world: SetupWorld;
let admin: OrganisationContext;
beforeEach(async () => {
  world = await openSetupWorld(fakeWorld());
  admin = world.as(["admin"]);
});
afterEach(() => world.end());

const ENTITLEMENT = { part: "aep", step: "entitlement" } as const;
const VAULT = { part: "aep", step: "vault" } as const;

describe("statements", () => {
  async function throughCja(): Promise<void> {
    await world.attest("cja", "entitlement");
    await checkStep(admin, { part: "cja", step: "privilege" });
    for (const step of ["vault", "key", "app-access"] as const) {
      expect((await world.apply("cja", step)).step.outcome.kind).toBe("done");
    }
  }

  test("are kept with person, reference and time, in order only", async () => {
    await expect(world.attest("cja", "confirmation")).rejects.toMatchObject({
      code: "STEP_BLOCKED",
      details: { by: ["cja/ticket"] },
    });
    const view = await attestStep(admin, { ...ENTITLEMENT, reference: "Contract 7", statedOn: "2026-11-01" });
    expect(view.statements).toMatchObject([
      { reference: "Contract 7", statedOn: "2026-11-01", statedByName: "Ada" },
    ]);
    expect(await world.auditActions()).toEqual(["statement.made"]);
  });

  test("cannot be made of what is observed", async () => {
    await expect(attestStep(admin, { ...VAULT, reference: "trust me" })).rejects.toMatchObject({
      code: "INVALID_INPUT",
    });
  });

  test("the ticket's text is Clavis's, and names the key; the whole part then completes", async () => {
    await throughCja();
    const { ticketText } = await getStep(admin, { part: "cja", step: "ticket" });
    expect(ticketText).toContain("/keys/adobe-cja-cmk");
    const view = await attestStep(admin, {
      part: "cja",
      step: "ticket",
      reference: "E-1",
      text: "something else",
    });
    expect(view.statements[0]?.text).toBe(ticketText);
    expect(view.step.outcome.kind).toBe("done");
    await world.attest("cja", "confirmation");
    const setup = await getSetup(admin);
    expect(setup.parts[1]).toMatchObject({ status: "complete", done: 7 });
    expect(setup.covered).toBe(false);
  });

  test("a confirmation is a message, a reference or both; without it the part stays open", async () => {
    await throughCja();
    await attestStep(admin, { part: "cja", step: "ticket", reference: "E-1", statedOn: "2026-11-01" });
    const open = await getStep(admin, { part: "cja", step: "confirmation" });
    expect(open.openTicket).toMatchObject({ reference: "E-1", filedOn: "2026-11-01" });
    expect((await getSetup(admin)).parts[1]).toMatchObject({ done: 6, status: "in-progress" });
    const step = { part: "cja", step: "confirmation" } as const;
    await expect(attestStep(admin, step)).rejects.toMatchObject({
      code: "INVALID_INPUT",
      fields: [{ field: "reference", reason: "required" }],
    });
    const text = "Your key is applied.\nRegards, Care";
    const view = await attestStep(admin, { ...step, text });
    expect(view.statements).toMatchObject([{ reference: "E-1", text, statedByName: "Ada" }]);
    expect(view.openTicket).toBeNull();
    expect((await getSetup(admin)).parts[1]).toMatchObject({ status: "complete" });
    await withdrawStatement(admin, { statementId: view.statements[0]?.id ?? "" });
    expect((await getSetup(admin)).parts[1]).toMatchObject({ done: 6, status: "in-progress" });
  });

  test("a message takes the place of a reference at the confirmation only", async () => {
    await expect(attestStep(admin, { ...ENTITLEMENT, text: "It is bought." })).rejects.toMatchObject({
      code: "INVALID_INPUT",
    });
    const view = await attestStep(admin, { ...ENTITLEMENT, reference: "C-7", text: "It is bought." });
    expect(view.statements).toMatchObject([{ reference: "C-7", text: "It is bought." }]);
  });

  test("can be taken back once; the step is open again", async () => {
    const { statements } = await world.attest("cja", "entitlement");
    const statementId = statements[0]?.id ?? "";
    const view = await withdrawStatement(admin, { statementId });
    expect(view.step).toMatchObject({
      key: "cja/entitlement",
      outcome: { kind: "needs", who: "adobe-account-team" },
    });
    expect(await world.auditActions()).toEqual(["statement.made", "statement.withdrawn"]);
    await expect(withdrawStatement(admin, { statementId })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});
