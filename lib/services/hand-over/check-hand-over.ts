import "server-only";
import { CHECK_PAUSE_SECONDS } from "@/lib/cmk/hand-over";
import type { HeldHandOverView } from "@/lib/cmk/hand-over-views";
import { appendAudit } from "@/lib/db/audit";
import { takeCheck } from "@/lib/db/hand-overs";
import { withScope } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import { checkStep } from "../setup/check-step";
import { readSetup } from "../setup/setup-state";
import { type HeldContext, heldEntry, requireLive } from "./held-context";
import { toHeldView } from "./held-view";

/**
 * Looks at the handed-over step again, as Clavis itself; what is seen counts for everybody. Throws NOT_FOUND, and
 * CONFLICT with `details.reason` "checked-just-now" when the link was used for a look a moment ago.
 */
export async function checkHandOver(context: HeldContext): Promise<HeldHandOverView> {
  requireLive(context);
  const { handOver, system } = context;
  const at = system.now();
  const since = new Date(at.getTime() - CHECK_PAUSE_SECONDS * 1_000);
  if (!(await withScope(system.scope, (tx) => takeCheck(tx, handOver.id, { at, since })))) {
    throw new AppError("CONFLICT", "Somebody looked a moment ago.", {
      details: { reason: "checked-just-now", status: 429, retryAfterSeconds: CHECK_PAUSE_SECONDS },
    });
  }
  const { part, step } = handOver;
  const seen = await checkStep(system, { part, step });
  const entry = heldEntry(context, "hand-over.checked", { outcome: seen.step.outcome.kind });
  await withScope(system.scope, (tx) => appendAudit(tx, entry));
  return toHeldView(context, await readSetup(system));
}
