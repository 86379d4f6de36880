import "server-only";
import { type Attribution, attribute } from "@/lib/cmk/activity/attribution";
import { type Attributable, causeSpan } from "@/lib/cmk/activity/match-activity";
import { listActivityIn } from "@/lib/db/activity";
import { listLogStates } from "@/lib/db/log-cursors";
import type { OrganisationId } from "@/lib/db/scope";
import type { Transaction } from "@/lib/db/transaction";

/** Who may have caused each finding, by its id, from what was read of the logs. No vendor is asked. */
export async function attributeFindings(
  tx: Transaction,
  organisationId: OrganisationId,
  findings: readonly (Attributable & { id: string })[],
): Promise<Map<string, Attribution>> {
  if (findings.length === 0) return new Map();
  const spans = findings.map((finding) => ({ part: finding.part, ...causeSpan(finding) }));
  const rows = await listActivityIn(tx, organisationId, spans);
  const logs = await listLogStates(tx, organisationId);
  return new Map(
    findings.map((finding) => [
      finding.id,
      attribute(
        finding,
        rows.filter(({ part }) => part === finding.part),
        logs,
      ),
    ]),
  );
}
