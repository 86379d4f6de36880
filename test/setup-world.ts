import { randomUUID } from "node:crypto";
import type { PartId, StepId } from "@/lib/cmk/parts";
import type { Role } from "@/lib/cmk/permissions";
import { listAudit } from "@/lib/db/list-audit";
import type { Organisation } from "@/lib/db/organisations";
import { openTestWorld, scopeOf, type TestWorld } from "@/lib/db/test-world";
import { readWithScope } from "@/lib/db/transaction";
import type { OrganisationContext } from "@/lib/services/context";
import { applyStep } from "@/lib/services/setup/apply-step";
import { attestStep } from "@/lib/services/setup/attest-step";
import { checkStep } from "@/lib/services/setup/check-step";
import { type FakeWorld, fakeClouds, fakeWorld } from "./fake-clouds";

/** Verbs of set-up over a real database and fake vendors. `vendors` is replaced by `reset`. */
export type SetupWorld = TestWorld & {
  vendors: FakeWorld;
  /** A signed-in person with these roles in the organisation (mine unless told). */
  as(roles: Role[], organisation?: Organisation, name?: string): OrganisationContext;
  system(): OrganisationContext;
  auditActions(): Promise<string[]>;
  /** Checks, takes the plan that is shown, and applies it. */
  apply(part: PartId, step: StepId, context?: OrganisationContext): ReturnType<typeof applyStep>;
  attest(part: PartId, step: StepId): ReturnType<typeof attestStep>;
};

export async function openSetupWorld(vendors: FakeWorld = fakeWorld()): Promise<SetupWorld> {
  const base = await openTestWorld();
  vendors.tenantId = base.mine.azureTenantId;
  const contextFor = (
    organisation: Organisation,
    actor: OrganisationContext["actor"],
  ): OrganisationContext => ({
    actor,
    scope: scopeOf(organisation.id, actor.kind === "user" ? actor.userId : null),
    organisationId: organisation.id,
    correlationId: randomUUID(),
    now: () => new Date(),
    clouds: fakeClouds(vendors),
    windows: { rolePropagationSeconds: 600, firewallPropagationSeconds: 600 },
  });
  const world: SetupWorld = {
    ...base,
    vendors,
    as: (roles, organisation = base.mine, name = "Ada") =>
      contextFor(organisation, {
        kind: "user",
        userId: base.me.id,
        objectId: `object-of-${name}`,
        tenantId: organisation.azureTenantId,
        name,
        roles,
      }),
    system: () => contextFor(base.mine, { kind: "system", name: "Clavis" }),
    auditActions: async () => {
      const { rows } = await readWithScope(base.scope, (tx) =>
        listAudit(tx, { organisationId: base.mine.id }),
      );
      return rows.map(({ action }) => action).reverse();
    },
    apply: async (part, step, context = world.as(["admin"])) => {
      const { plan } = await checkStep(context, { part, step });
      return applyStep(context, {
        part,
        step,
        planHash: plan?.hash ?? "",
        confirmation: base.mine.name,
        idempotencyKey: randomUUID(),
      });
    },
    attest: (part, step) => attestStep(world.as(["admin"]), { part, step, reference: `REF-${step}` }),
  };
  return world;
}
