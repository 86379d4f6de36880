import type { PartInput } from "../input";
import { type StepId, type StepKey, stepsOf } from "../parts";
import type { Operation, Plan } from "../plan";
import { planApp, planRole } from "./access";
import { changesOf } from "./changes";
import { planKey } from "./key";
import { withProvider } from "./provider";
import { planSubmit } from "./submit";
import { type PlanActor, planVault } from "./vault";

/** What planning needs beyond the facts of the part: who acts, and whether the resource group is there. */
export type PlanContext = {
  actor: PlanActor;
  resourceGroupExists: boolean;
  /** Whether the subscription may have vaults at all; null or left out when Azure was not asked. */
  providerRegistered?: boolean | null;
};

/** JSON with sorted keys: the same value always gives the same text. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (value !== null && typeof value === "object") {
    const entries = Object.entries(value).filter(([, entry]) => entry !== undefined);
    const rows = entries
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, entry]) => `${JSON.stringify(key)}:${canonicalJson(entry)}`);
    return `{${rows.join(",")}}`;
  }
  return JSON.stringify(value) ?? "null";
}

async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The operations that would bring one step from what was observed to what it must be. */
export function operationsFor(step: StepId, input: PartInput, context: PlanContext): Operation[] {
  switch (step) {
    case "vault":
      return withProvider(planVault(input, context.actor, context.resourceGroupExists), input, context);
    case "key":
      return planKey(input, context.actor);
    case "app":
      return planApp(input);
    case "role":
      return planRole(input);
    case "app-access":
      return [...planApp(input), ...planRole(input)];
    case "submit":
      return planSubmit(input);
    default:
      return [];
  }
}

/** The plan of one or several steps of a part. The hash covers the operations alone, not when they were planned. */
export async function makePlan(steps: StepId[], input: PartInput, context: PlanContext): Promise<Plan> {
  const all = steps.flatMap((step) => operationsFor(step, input, context));
  // Two steps may each need the same thing (a role of the person's own): it is done, and shown, once.
  const operations = [...new Map(all.map((operation) => [canonicalJson(operation), operation])).values()];
  return planOf(
    steps.map((step) => `${input.part}/${step}` as StepKey),
    operations,
  );
}

/** Operations as a plan: what they change, and the hash by which they are approved. */
export async function planOf(steps: StepKey[], operations: Operation[]): Promise<Plan> {
  const changes = operations.flatMap(changesOf);
  return { steps, operations, changes, hash: await sha256(canonicalJson(operations)) };
}

/** The automatic steps of a part, in order: those that "apply all" takes together. Submitting is never among them. */
export function automaticSteps(part: PartInput["part"]): StepId[] {
  return stepsOf(part).flatMap((step) => (step.kind === "automatic" ? [step.id] : []));
}

/** Azure ids are the same in any case, and Adobe's principal has no id before it is made. */
function comparable(operation: Operation): string {
  const known: Record<string, unknown> = { ...operation };
  for (const field of ["scope", "vaultId", "id"])
    if (typeof known[field] === "string") known[field] = known[field].toLowerCase();
  if (operation.op === "assign-role" && operation.principalType === "ServicePrincipal")
    known.principalId = null;
  return canonicalJson(known);
}

/** Whether an operation planned now was part of what a person approved. */
export function isApproved(operation: Operation, approved: Operation[]): boolean {
  return approved.some((candidate) => comparable(candidate) === comparable(operation));
}
