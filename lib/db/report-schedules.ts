import "server-only";
import type { ReportWish, SendStatus } from "@/lib/cmk/report/report-schedule";
import type { ReportSchedule as Row } from "./generated/client";
import { sha256 } from "./json";
import { newId } from "./new-id";
import { prismaOf, type Transaction } from "./transaction";

/** A person's report by mail; `endedAt`: they want none any more. */
export type ReportSchedule = Omit<Row, "cadence" | "locale"> & Pick<ReportWish, "cadence" | "locale">;

/** A person's schedule that is not over; null when there is none. */
export async function getSchedule(tx: Transaction, userId: string): Promise<ReportSchedule | null> {
  return (await prismaOf(tx).reportSchedule.findFirst({
    where: { userId, endedAt: null },
  })) as ReportSchedule | null;
}

/** Makes or changes a person's schedule: there is one of each person. */
export async function saveSchedule(
  tx: Transaction,
  userId: string,
  wish: ReportWish & { recipient: string },
  { at, nextAt }: { at: Date; nextAt: Date },
): Promise<void> {
  const data = { ...wish, nextAt, endedAt: null };
  await prismaOf(tx).reportSchedule.upsert({
    where: { userId },
    create: { id: newId(), userId, ...data, createdAt: at },
    update: { ...data, revision: { increment: 1 } },
  });
}

/** Ends a person's schedule; what is queued of it is not sent. False when there was none. */
export async function endSchedule(tx: Transaction, userId: string, at: Date): Promise<boolean> {
  const prisma = prismaOf(tx);
  const { count } = await prisma.reportSchedule.updateMany({
    where: { userId, endedAt: null },
    data: { endedAt: at },
  });
  await prisma.reportSend.updateMany({
    where: { userId, status: "queued" },
    data: { status: "dropped", dueAt: null, leasedUntil: null, endedAt: at, problem: "ended" },
  });
  return count > 0;
}

/** Schedules that are due, the longest waiting first. */
export async function listDueSchedules(tx: Transaction, at: Date, most: number): Promise<ReportSchedule[]> {
  return (await prismaOf(tx).reportSchedule.findMany({
    where: { endedAt: null, nextAt: { lte: at } },
    orderBy: { nextAt: "asc" },
    take: most,
  })) as ReportSchedule[];
}

/** Queues the report of one period, and says when the next is due: once, however many workers find it due. */
export async function queueReport(
  tx: Transaction,
  { id, userId, nextAt: period }: ReportSchedule,
  { at, nextAt }: { at: Date; nextAt: Date },
): Promise<void> {
  const prisma = prismaOf(tx);
  const { count } = await prisma.reportSchedule.updateMany({
    where: { id, endedAt: null, nextAt: period },
    data: { nextAt },
  });
  if (count === 0) return;
  const send = { id: newId(), scheduleId: id, userId, period, dueAt: at, createdAt: at };
  await prisma.reportSend.createMany({ data: [send], skipDuplicates: true });
}

export type ClaimedSend = { id: string; userId: string; attempts: number; schedule: ReportSchedule };

/** Takes reports that are to be sent, each for one worker until `leaseUntil`. */
export async function claimSends(
  tx: Transaction,
  { at, leaseUntil, most }: { at: Date; leaseUntil: Date; most: number },
): Promise<ClaimedSend[]> {
  const prisma = prismaOf(tx);
  const taken = await prisma.$queryRaw<{ id: string }[]>`
    update report_sends s set leased_until = ${leaseUntil}, attempts = s.attempts + 1
    from (select id from report_sends where status = 'queued' and due_at <= ${at}
        and (leased_until is null or leased_until <= ${at}) order by due_at limit ${most}::int for update skip locked) d
    where s.id = d.id returning s.id::text`;
  const rows = await prisma.reportSend.findMany({
    where: { id: { in: taken.map(({ id }) => id) } },
    include: { schedule: true },
  });
  return rows as unknown as ClaimedSend[];
}

/** Keeps the secret of the link that a mail will carry to end them, as its hash. */
export async function keepEndToken(tx: Transaction, id: string, token: string): Promise<void> {
  await prismaOf(tx).reportSend.update({ where: { id }, data: { tokenHash: sha256(token) } });
}

/** How a try went: over, or due again at `dueAt`. */
export async function finishSend(
  tx: Transaction,
  id: string,
  outcome: { status: SendStatus; at: Date; problem: string | null; dueAt?: Date },
): Promise<void> {
  const { status, at, problem, dueAt } = outcome;
  await prismaOf(tx).reportSend.updateMany({
    where: { id, status: "queued" },
    data: {
      status,
      problem,
      leasedUntil: null,
      dueAt: dueAt ?? null,
      endedAt: status === "queued" ? null : at,
    },
  });
}

/** Whose reports a link out of a mail ends; null when it ends nobody's. */
export async function findByEndToken(
  tx: Transaction,
  token: string,
): Promise<{ userId: string; recipient: string; locale: string } | null> {
  const row = await prismaOf(tx).reportSend.findUnique({
    where: { tokenHash: sha256(token) },
    include: { schedule: true },
  });
  return row && { userId: row.userId, recipient: row.schedule.recipient, locale: row.schedule.locale };
}

/** The newest reports to a person: at most ten. */
export async function listSends(tx: Transaction, userId: string) {
  return prismaOf(tx).reportSend.findMany({
    where: { userId },
    orderBy: { period: "desc" },
    take: 10,
    select: { period: true, status: true, attempts: true, problem: true, endedAt: true },
  });
}
