import "server-only";
import type { HeldHandOverView } from "@/lib/cmk/hand-over-views";
import { appendAudit } from "@/lib/db/audit";
import { keepOpening } from "@/lib/db/hand-overs";
import { withScope } from "@/lib/db/transaction";
import { readSetup } from "../setup/setup-state";
import { type HeldContext, heldEntry, requireLive } from "./held-context";
import { toHeldView } from "./held-view";

/** The same person opening the same link again counts, and is recorded, once in this time. */
const OPENING_MS = 10 * 60_000;

/** The handed-over step from what is stored, for the holder of the link; who opened it is kept. Throws NOT_FOUND. */
export async function openHandOver(context: HeldContext): Promise<HeldHandOverView> {
  requireLive(context);
  const { handOver, person, system } = context;
  const { userId, name } = person;
  const at = system.now();
  const opening = { userId, name, at, since: new Date(at.getTime() - OPENING_MS) };
  await withScope(system.scope, async (tx) => {
    if (await keepOpening(tx, handOver.id, opening))
      await appendAudit(tx, heldEntry(context, "hand-over.opened"));
  });
  const opened = { ...handOver, openedAt: at, openedBy: userId, openedByName: name };
  return toHeldView({ ...context, handOver: opened }, await readSetup(system));
}
