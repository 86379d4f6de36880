import "server-only";
import type { AlertEntry, AlertView } from "@/lib/cmk/alerts/alert-views";
import { judgeChecks } from "@/lib/cmk/checks/judge-checks";
import type { Alert } from "@/lib/db/list-alerts";
import * as alerts from "@/lib/db/list-alerts";
import { readWithScope, type Transaction } from "@/lib/db/transaction";
import { type OrganisationContext, requirePermission } from "../context";
import { setupStateIn } from "../setup/setup-state";
import { toAlertRow } from "./list-alerts";

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
  const now = part ? judgeChecks(state.inputs[part]).find(({ check }) => check === row.kind) : undefined;
  return {
    ...toAlertRow(row as unknown as Alert),
    organisation: state.organisation,
    resolvedByName,
    revision,
    history: [...said, ...happened].sort((a, b) => a.at.localeCompare(b.at)),
    now: now ?? null,
  };
}

/** One alert with its history and the check as it stands now. Throws FORBIDDEN, NOT_FOUND. */
export async function getAlert(context: OrganisationContext, id: string): Promise<AlertView> {
  requirePermission(context, "alert.read");
  return readWithScope(context.scope, (tx) => readAlert(tx, context, id));
}
