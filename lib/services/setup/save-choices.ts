import "server-only";
import type { Choices } from "@/lib/cmk/choices";
import type { PartInput } from "@/lib/cmk/input";
import { isKeyGiven } from "@/lib/cmk/key-given";
import type { PartId, StepId } from "@/lib/cmk/parts";
import { canonicalJson } from "@/lib/cmk/plans/make-plan";
import type { StepView } from "@/lib/cmk/views";
import { appendAudit } from "@/lib/db/audit";
import { saveChoices as save } from "@/lib/db/setups";
import { withScope } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import { type OrganisationContext, requirePermission } from "../context";
import { auditEntry } from "./audit-entry";
import { lookAtStep } from "./look-at-step";
import { planFor } from "./plan-for";
import { readSetup } from "./setup-state";
import { toStepView } from "./step-view";

export type SaveChoicesRequest = Choices & { part: PartId; revision: number };

function requireNotGiven(input: PartInput): void {
  if (!isKeyGiven(input)) return;
  const by = [input.part === "aep" ? "aep/submit" : "cja/ticket"];
  throw new AppError("STEP_BLOCKED", "Adobe has the key already.", { details: { by, reason: "key-given" } });
}

function stepFor({ vault, key }: Choices): StepId {
  return vault ? "vault" : key ? "key" : "submit";
}

/**
 * Saves what was decided (choices left out stay) and looks at what was chosen. Throws FORBIDDEN, NOT_FOUND,
 * CONFLICT (`details.reason` changed-meanwhile), STEP_BLOCKED once Adobe has the key.
 */
export async function saveChoices(
  context: OrganisationContext,
  request: SaveChoicesRequest,
): Promise<StepView> {
  requirePermission(context, "setup.choose");
  const { part, revision, ...given } = request;
  const before = await readSetup(context);
  const { choices: saved } = before.overview.parts[part];
  const chosen: Choices = Object.fromEntries(
    Object.entries({ ...saved, ...given }).filter(([, value]) => value !== undefined),
  );
  const changes = canonicalJson(chosen) !== canonicalJson(saved);
  if (changes) requireNotGiven(before.inputs[part]);
  if (changes) {
    await withScope(context.scope, async (tx) => {
      await save(tx, context.organisationId, part, chosen, revision);
      const what = { action: "choice.saved", subject: part, before: saved, after: chosen } as const;
      await appendAudit(tx, auditEntry(context, what));
    });
  }
  const step = part === "cja" && stepFor(given) === "submit" ? "vault" : stepFor(given);
  const seen = await lookAtStep(context, await readSetup(context), part, step);
  return toStepView(context, seen, part, step, await planFor(context, seen, part, step));
}
