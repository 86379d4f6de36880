import "server-only";
import { judgeChecks } from "@/lib/cmk/checks/judge-checks";
import { ADOBE_ALERTS, judgeCauses } from "@/lib/cmk/events/adobe-causes";
import type { AdobeAlertKind, EventKind } from "@/lib/cmk/events/adobe-event";
import { PART_IDS } from "@/lib/cmk/parts";
import { claimAdobeEvents, finishAdobeEvent, listWaitingEvents } from "@/lib/db/adobe-events";
import { findLiveAdobeAlert } from "@/lib/db/alerts";
import { lockWatching } from "@/lib/db/check-standings";
import { readWithScope, type Transaction, withScope } from "@/lib/db/transaction";
import { lookSoon } from "@/lib/db/watches";
import { raiseAlert } from "../alerts/raise-alert";
import { type Context, type OrganisationContext, requirePermission } from "../context";
import { setupStateIn } from "../setup/setup-state";

const AT_ONCE = 200;

/** Organisations with events that nobody has looked at, for whoever sweeps. Throws FORBIDDEN for people. */
export function findWaitingEvents(context: Context, most: number): Promise<{ organisationId: string }[]> {
  requirePermission(context, "watch.record");
  return readWithScope(context.scope, (tx) => listWaitingEvents(tx, most));
}

/** The live alert of this kind, or a new one: Adobe repeats itself until things are mended. */
async function alertFor(
  tx: Transaction,
  context: OrganisationContext,
  kind: AdobeAlertKind,
  code: string | null,
): Promise<string | null> {
  const live = await findLiveAdobeAlert(tx, context.organisationId, kind);
  if (live) return live;
  const { inputs } = await setupStateIn(tx, context);
  const { causes, likely } = judgeCauses(
    kind,
    PART_IDS.flatMap((part) => judgeChecks(inputs[part])),
  );
  const cause = causes.find(({ id }) => id === likely);
  const { severity, failureClass } = ADOBE_ALERTS[kind];
  return raiseAlert(tx, context, {
    source: "adobe",
    kind,
    part: cause?.part ?? "aep",
    severity,
    // Adobe's sorting may lag behind: the worse of its class and of what is seen.
    failureClass: cause?.failureClass === "purge" ? "purge" : failureClass,
    params: { code: code ?? "", cause: likely ?? "" },
    findingId: null,
  });
}

const isAlert = (kind: EventKind): kind is AdobeAlertKind => kind !== "other";

/**
 * Looks at the events that wait: those about keys become alerts, one at a time for each kind, and let the worker look
 * at the organisation at once. The others are kept as they are. Done twice it does nothing twice. Throws FORBIDDEN for
 * people.
 */
export async function takeEvents(context: OrganisationContext): Promise<void> {
  requirePermission(context, "watch.record");
  const { organisationId } = context;
  await withScope(context.scope, async (tx) => {
    await lockWatching(tx, organisationId);
    const waiting = await claimAdobeEvents(tx, organisationId, AT_ONCE);
    for (const { id, kind, code } of waiting) {
      const alertId = isAlert(kind) ? await alertFor(tx, context, kind, code) : null;
      await finishAdobeEvent(tx, organisationId, id, { at: context.now(), alertId });
    }
    if (waiting.some(({ kind }) => isAlert(kind))) await lookSoon(tx, organisationId, context.now());
  });
}
