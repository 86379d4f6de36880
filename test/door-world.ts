import { randomUUID } from "node:crypto";
import type { PolicyTerms } from "@/lib/cmk/door/terms";
import type { Role } from "@/lib/cmk/permissions";
import type { OrganisationContext } from "@/lib/services/context";
import { updatePolicy } from "@/lib/services/policy/update-policy";
import { applyStep } from "@/lib/services/setup/apply-step";
import { checkStep } from "@/lib/services/setup/check-step";
import { decideApproval } from "@/lib/services/setup/door/decide-approval";
import { requestApproval } from "@/lib/services/setup/door/request-approval";
import { getStep } from "@/lib/services/setup/get-step";
import { changesMade } from "@/test/fake-clouds";
import { openSetupWorld } from "@/test/setup-world";

export const SUBMIT = { part: "aep", step: "submit" } as const;
export const SECOND = { requireSecondApproval: true, coolingOffHours: 0 };
const HOUR = 3_600_000;

/** The refusal of a gate that is shut. */
export const closed = (reason: string) => ({ code: "STEP_BLOCKED", details: { reason } });

export const later = (context: OrganisationContext, hours: number): OrganisationContext => ({
  ...context,
  now: () => new Date(Date.now() + hours * HOUR),
});

export type DoorWorld = Awaited<ReturnType<typeof openDoorWorld>>;

/** An organisation before the one-way door, with two administrators, and what they can do there. */
export async function openDoorWorld() {
  const world = await openSetupWorld();
  /** Another person, with a session of their own. */
  const person = (name: string, userId: string, roles: Role[] = ["admin"]): OrganisationContext => {
    const context = world.as(roles, world.mine, name);
    return context.actor.kind === "user" ? { ...context, actor: { ...context.actor, userId } } : context;
  };
  const ada = world.as(["admin"]);
  const ben = person("Ben", world.them.id);
  await checkStep(ada, { part: "aep", step: "entitlement" });
  await world.attest("aep", "entitlement");
  for (const step of ["vault", "key", "app", "role"] as const) await world.apply("aep", step);

  const planHash = async (context = ada) => (await checkStep(context, SUBMIT)).plan?.hash ?? "";
  return {
    world,
    ada,
    ben,
    person,
    planHash,
    policy: (terms: PolicyTerms, context = ada, revision = 0) =>
      updatePolicy(context, { ...terms, revision }),
    door: async (context = ada) => (await getStep(context, SUBMIT)).door,
    async request(context = ada) {
      const view = await requestApproval(context, { ...SUBMIT, planHash: await planHash(context) });
      return view.door?.approval ?? { id: "", planHash: "" };
    },
    decide: (
      { id, planHash: hash }: { id: string; planHash: string },
      decision: "approve" | "decline" = "approve",
      context = ben,
      reason?: string,
    ) => decideApproval(context, { ...SUBMIT, approvalId: id, planHash: hash, decision, reason }),
    submit: async (context = ada, hash?: string) =>
      applyStep(context, {
        ...SUBMIT,
        planHash: hash ?? (await planHash(context)),
        confirmation: "Mine",
        idempotencyKey: randomUUID(),
      }),
    sent: () => changesMade(world.vendors).filter((name) => name === "submitKey").length,
  };
}
