import "server-only";
import type { AdobeGuide, AlertEntry, AlertView } from "@/lib/cmk/alerts/alert-views";
import { judgeChecks } from "@/lib/cmk/checks/judge-checks";
import { judgeCauses } from "@/lib/cmk/events/adobe-causes";
import { ADOBE_ALERT_KINDS } from "@/lib/cmk/events/adobe-event";
import type { PartInput } from "@/lib/cmk/input";
import { PART_IDS, type PartId } from "@/lib/cmk/parts";
import { listEventsOfAlert } from "@/lib/db/adobe-events";
import type { Finding } from "@/lib/db/findings";
import type { Alert } from "@/lib/db/list-alerts";
import * as alerts from "@/lib/db/list-alerts";
import { readWithScope, type Transaction } from "@/lib/db/transaction";
import { type OrganisationContext, requirePermission } from "../context";
import { toAttributable } from "../findings/list-findings";
import { setupStateIn } from "../setup/setup-state";
import { attributeFindings } from "../watch/attribute-findings";
import { toAlertRow } from "./list-alerts";

/** The causes and events of one of Adobe's alerts; null for any other. */
async function guideOf(
  tx: Transaction,
  { organisationId }: OrganisationContext,
  row: Pick<Alert, "id" | "source" | "kind" | "params">,
  inputs: Record<PartId, PartInput>,
): Promise<AdobeGuide | null> {
  const kind = ADOBE_ALERT_KINDS.find((one) => row.source === "adobe" && one === row.kind);
  if (!kind) return null;
  const judged = judgeCauses(
    kind,
    PART_IDS.flatMap((part) => judgeChecks(inputs[part])),
  );
  const { rows, count } = await listEventsOfAlert(tx, organisationId, row.id);
  const events = rows.map(({ id, receivedAt, code }) => ({ id, receivedAt: receivedAt.toISOString(), code }));
  return { ...judged, foundAtFirst: String(row.params.cause ?? "") || null, events, eventCount: count };
}

/** One alert as it stands in a transaction. Throws NOT_FOUND. */
export async function readAlert(
  tx: Transaction,
  context: OrganisationContext,
  id: string,
): Promise<AlertView> {
  const row = await alerts.getAlert(tx, context.organisationId, id);
  const state = await setupStateIn(tx, context);
  const { comments, finding, resolvedByName, revision, part } = row;
  const said = comments.map(({ id: entry, at, authorName, kind, text }) => ({
    id: entry,
    at: at.toISOString(),
    authorName,
    text,
    kind: kind as AlertEntry["kind"],
  }));
  const happened = (finding?.events ?? []).map(({ id: entry, at, actorName, kind }) => ({
    id: entry,
    at: at.toISOString(),
    authorName: actorName,
    text: null,
    kind: kind as AlertEntry["kind"],
  }));
  const guide = await guideOf(tx, context, row as unknown as Alert, state.inputs);
  const received = (guide?.events ?? []).map(({ id: entry, receivedAt, code }) => {
    return { id: entry, at: receivedAt, authorName: "Adobe", kind: "received" as const, text: code };
  });
  const now = part ? judgeChecks(state.inputs[part]).find(({ check }) => check === row.kind) : undefined;
  const about = finding && [toAttributable(finding as unknown as Finding)];
  const attributions = about && (await attributeFindings(tx, context.organisationId, about));
  return {
    ...toAlertRow(row as unknown as Alert),
    organisation: state.organisation,
    resolvedByName,
    revision,
    history: [...said, ...happened, ...received].sort((a, b) => a.at.localeCompare(b.at)),
    now: now ?? null,
    guide,
    attribution: (finding && attributions?.get(finding.id)) ?? null,
    findingId: finding?.id ?? null,
  };
}

/** One alert with its history and the check as it stands now. Throws FORBIDDEN, NOT_FOUND. */
export async function getAlert(context: OrganisationContext, id: string): Promise<AlertView> {
  requirePermission(context, "alert.read");
  return readWithScope(context.scope, (tx) => readAlert(tx, context, id));
}
