import "server-only";
import { nextReport } from "@/lib/cmk/report/next-report";
import type { ReportScheduleView, ReportWish } from "@/lib/cmk/report/report-schedule";
import { appendAudit } from "@/lib/db/audit";
import { endSchedule, getSchedule, listSends, saveSchedule } from "@/lib/db/report-schedules";
import { readWithScope, withScope } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import { auditActor } from "../audit/audit-actor";
import { type Context, requirePermission } from "../context";
import type { WideContext } from "../wide-context";
import type { ReportTools } from "./report-tools";

const ADDRESS = /^[^\s@<>,;:"]+@[^\s@<>,;:"]+\.[^\s@<>,;:"]+$/;

function personOf({ actor }: Context): { userId: string; upn: string } {
  if (actor.kind !== "user") throw new AppError("FORBIDDEN", "Only a person gets reports.");
  return { userId: actor.userId, upn: actor.upn ?? "" };
}

/** The person's report by mail, and how the last ones went. Throws FORBIDDEN. */
export async function getReportSchedule(
  context: WideContext,
  tools: Pick<ReportTools, "mail">,
): Promise<ReportScheduleView> {
  requirePermission(context, "compliance.read");
  const { userId, upn } = personOf(context);
  const [found, sends] = await readWithScope(context.scope, async (tx) => [
    await getSchedule(tx, userId),
    await listSends(tx, userId),
  ]);
  const { cadence, weekday, hour, timeZone, locale } = found ?? {};
  return {
    mail: tools.mail,
    recipient: upn,
    wish: found ? ({ cadence, weekday, hour, timeZone, locale } as ReportWish) : null,
    nextAt: found?.nextAt.toISOString() ?? null,
    sends: sends.map(({ period, status, attempts, problem, endedAt }) => ({
      at: period.toISOString(),
      status,
      attempts,
      problem,
      endedAt: endedAt?.toISOString() ?? null,
    })),
  };
}

/**
 * Starts or changes the person's report by mail, to their own sign-in address alone. Recorded in the system's trail.
 * Throws FORBIDDEN, NOT_CONFIGURED without a mail server, CONFLICT (`details.reason` no-mail-address).
 */
export async function saveReportSchedule(
  context: WideContext,
  system: Context,
  tools: Pick<ReportTools, "mail">,
  wish: ReportWish,
): Promise<ReportScheduleView> {
  requirePermission(context, "compliance.read");
  const { userId, upn: recipient } = personOf(context);
  if (!tools.mail) throw new AppError("NOT_CONFIGURED", "There is no mail server.");
  if (!ADDRESS.test(recipient))
    throw new AppError("CONFLICT", "The sign-in name is no mail address.", {
      details: { reason: "no-mail-address" },
    });
  const at = context.now();
  const nextAt = nextReport(wish, at);
  await withScope(system.scope, async (tx) => {
    await saveSchedule(tx, userId, { ...wish, recipient }, { at, nextAt });
    await record(tx, context, "report.scheduled", { ...wish, recipient, nextAt });
  });
  return getReportSchedule(context, tools);
}

/** Ends the person's report by mail. Throws FORBIDDEN, NOT_FOUND when there is none. */
export async function endReportSchedule(
  context: WideContext,
  system: Context,
  tools: Pick<ReportTools, "mail">,
): Promise<ReportScheduleView> {
  const { userId } = personOf(context);
  const at = context.now();
  await withScope(system.scope, async (tx) => {
    if (!(await endSchedule(tx, userId, at))) throw new AppError("NOT_FOUND", "There is no such schedule.");
    await record(tx, context, "report.ended", {});
  });
  return getReportSchedule(context, tools);
}

function record(
  tx: Parameters<typeof appendAudit>[0],
  context: WideContext,
  action: "report.scheduled" | "report.ended",
  after: object,
) {
  const { actor, correlationId } = context;
  const entry = { organisationId: null, at: context.now(), actor: auditActor(actor), action };
  return appendAudit(tx, { ...entry, subject: personOf(context).upn, after, correlationId });
}
