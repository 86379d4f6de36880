import "server-only";
import { randomBytes } from "node:crypto";
import { buffer } from "node:stream/consumers";
import type { MailOutcome } from "@/lib/cmk/mail/send-mail";
import { RETRY_MINUTES } from "@/lib/cmk/report/report-schedule";
import { appendAudit } from "@/lib/db/audit";
import * as reports from "@/lib/db/report-schedules";
import { withScope } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import { logger } from "@/lib/logger";
import { reportMail } from "@/lib/render/report-mail";
import { type Context, requirePermission } from "../context";
import { renderReport } from "./render-report";
import type { ReportTools } from "./report-tools";

/** Rendering and one try of sending are over long before. */
const LEASE_MS = 5 * 60_000;

type Result = MailOutcome | { ok: false; code: string; again: boolean };

async function trySending(context: Context, tools: ReportTools, send: reports.ClaimedSend): Promise<Result> {
  const { schedule } = send;
  const reader = await tools.readerOf(send.userId);
  const words = tools.wordsOf(schedule.locale);
  const { view, pdf } = await renderReport(reader, { timeZone: schedule.timeZone, words });
  const content = await buffer(pdf);
  const token = randomBytes(32).toString("base64url");
  await withScope(context.scope, (tx) => reports.keepEndToken(tx, send.id, token));
  const links = { compliance: tools.linkTo.compliance(), end: tools.linkTo.end(token) };
  const mail = reportMail(view, words, links, schedule.timeZone);
  return tools.sendMail({
    ...mail,
    id: send.id,
    to: [schedule.recipient],
    attachments: [{ name: `clavis-${view.asOf.slice(0, 10)}.pdf`, type: "application/pdf", content }],
    manageUrl: links.end,
  });
}

/** Whoever may read nothing any more gets no further report. */
const isGone = (error: unknown) =>
  error instanceof AppError && (error.code === "NOT_FOUND" || error.code === "FORBIDDEN");

async function sendOne(context: Context, tools: ReportTools, send: reports.ClaimedSend): Promise<void> {
  const outcome = await trySending(context, tools, send).catch((error: unknown): Result => {
    if (isGone(error)) return { ok: false, code: "no-access", again: false };
    logger().error({ err: error, report: send.id }, "a report could not be made");
    return { ok: false, code: "failed", again: true };
  });
  const at = context.now();
  const wait = RETRY_MINUTES[send.attempts - 1];
  await withScope(context.scope, async (tx) => {
    if (!outcome.ok && outcome.code === "no-access") {
      await reports.endSchedule(tx, send.userId, at);
      return;
    }
    if (!outcome.ok && outcome.again && wait !== undefined) {
      const dueAt = new Date(at.getTime() + wait * 60_000);
      await reports.finishSend(tx, send.id, { status: "queued", at, problem: outcome.code, dueAt });
      return;
    }
    const status = outcome.ok ? "sent" : "failed";
    await reports.finishSend(tx, send.id, { status, at, problem: outcome.ok ? null : outcome.code });
    if (outcome.ok)
      await appendAudit(tx, {
        organisationId: null,
        at,
        actor: { kind: "system", name: context.actor.name },
        action: "report.sent",
        subject: send.schedule.recipient,
        after: { report: send.id, cadence: send.schedule.cadence },
        correlationId: context.correlationId,
      });
  });
}

/**
 * Sends the reports that are queued and due, each by one worker, with what its reader may read at this moment; a try
 * that failed is due again later, a bounded number of times. Throws FORBIDDEN for people.
 */
export async function sendReports(context: Context, tools: ReportTools, most: number): Promise<number> {
  requirePermission(context, "watch.record");
  const at = context.now();
  const lease = { at, leaseUntil: new Date(at.getTime() + LEASE_MS), most };
  const claimed = await withScope(context.scope, (tx) => reports.claimSends(tx, lease));
  for (const send of claimed) await sendOne(context, tools, send);
  return claimed.length;
}
