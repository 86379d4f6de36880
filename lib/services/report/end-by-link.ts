import "server-only";
import { appendAudit } from "@/lib/db/audit";
import { endSchedule, findByEndToken } from "@/lib/db/report-schedules";
import { withScope } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import type { Context } from "../context";

/** 256 random bits, as they stand in the link of a mail. */
const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/**
 * Ends a person's reports by the link in one of them: no session, it can do nothing else, and doing it twice is fine.
 * Throws NOT_FOUND for a secret that is malformed or unknown.
 */
export async function endReportsByLink(system: Context, token: string): Promise<void> {
  const at = system.now();
  await withScope(system.scope, async (tx) => {
    const found = TOKEN.test(token) ? await findByEndToken(tx, token) : null;
    if (!found) throw new AppError("NOT_FOUND", "This link does not open anything.");
    if (!(await endSchedule(tx, found.userId, at))) return;
    await appendAudit(tx, {
      organisationId: null,
      at,
      actor: { kind: "user", id: found.userId, name: "link in a report" },
      action: "report.ended",
      subject: found.recipient,
      after: { by: "link" },
      correlationId: system.correlationId,
    });
  });
}
