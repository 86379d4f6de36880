import "server-only";
import type { FindingContent } from "@/lib/cmk/findings/finding";
import { type AuditEntry, FIRST_PREVIOUS_HASH } from "./audit";
import type { OrganisationId } from "./scope";
import { prismaOf, type Transaction } from "./transaction";

/** Audit entries that one pack holds at most: the newest before its moment. */
const AUDIT_MOST = 20_000;
const ROWS_MOST = 10_000;

/** What is known of a finding at a moment, from the events until then; null: as it is stored. */
function contentAt(events: { kind: string; detail: unknown }[]): Partial<FindingContent> | null {
  for (const { kind, detail } of events.toReversed()) {
    if (kind === "opened" || kind === "regressed") return detail as FindingContent;
    const after = (detail as { after?: FindingContent } | null)?.after;
    if (after) return after;
  }
  return null;
}

/** Findings that had opened by `at`, as they stood then, each with its history until then; newest first. */
export async function listFindingsAt(tx: Transaction, organisationId: OrganisationId, at: Date) {
  const rows = await prismaOf(tx).finding.findMany({
    where: { organisationId, openedAt: { lte: at } },
    include: { events: { where: { at: { lte: at } }, orderBy: [{ at: "asc" }, { id: "asc" }] } },
    orderBy: [{ openedAt: "desc" }, { id: "desc" }],
    take: ROWS_MOST,
  });
  return rows.map(
    ({ events, organisationId: _organisation, closedAt, status: _status, flapping: _flapping, ...row }) => {
      const closed = closedAt !== null && closedAt <= at;
      return {
        ...row,
        ...contentAt(events),
        status: closed ? "closed" : "open",
        closedAt: closed ? closedAt : null,
        events: events.map(({ at: when, kind, actorName, detail }) => ({
          at: when,
          kind,
          actorName,
          detail,
        })),
      };
    },
  );
}

/** Requests to pass the one-way door that were made by `at`, as they stood then. */
export async function listApprovalsAt(tx: Transaction, organisationId: OrganisationId, at: Date) {
  const rows = await prismaOf(tx).approval.findMany({
    where: { organisationId, requestedAt: { lte: at } },
    orderBy: [{ requestedAt: "asc" }, { id: "asc" }],
    take: ROWS_MOST,
  });
  return rows.map(({ organisationId: _organisation, ...row }) => {
    const decided = row.decidedAt !== null && row.decidedAt <= at;
    const ended = row.endedAt !== null && row.endedAt <= at;
    const then = decided ? (row.status === "declined" ? "declined" : "approved") : "requested";
    return {
      ...row,
      status: ended ? row.status : then,
      ...(decided ? {} : { decidedBy: null, decidedByName: null, decidedAt: null, reason: null }),
      endedAt: ended ? row.endedAt : null,
    };
  });
}

/** Exceptions that were asked for by `at`, as they stood then. */
export async function listExceptionsAt(tx: Transaction, organisationId: OrganisationId, at: Date) {
  const rows = await prismaOf(tx).checkException.findMany({
    where: { organisationId, requestedAt: { lte: at } },
    orderBy: [{ requestedAt: "asc" }, { id: "asc" }],
    take: ROWS_MOST,
  });
  return rows.map(({ organisationId: _organisation, ...row }) => ({
    ...row,
    ...(row.decidedAt && row.decidedAt <= at
      ? {}
      : { decidedBy: null, decidedByName: null, decidedAt: null, approved: null }),
    ...(row.endedAt && row.endedAt <= at ? {} : { endedAt: null, endedByName: null }),
  }));
}

/** Statements made by `at`, those withdrawn by then too. */
export async function listStatementsAt(tx: Transaction, organisationId: OrganisationId, at: Date) {
  const rows = await prismaOf(tx).statement.findMany({
    where: { organisationId, statedAt: { lte: at } },
    orderBy: [{ statedAt: "asc" }, { id: "asc" }],
    take: ROWS_MOST,
  });
  return rows.map(({ organisationId: _organisation, statedOn, withdrawnAt, ...row }) => ({
    ...row,
    statedOn: statedOn?.toISOString().slice(0, 10) ?? null,
    withdrawnAt: withdrawnAt && withdrawnAt <= at ? withdrawnAt : null,
  }));
}

/** The newest entries of the chain until `at`, oldest first. `previousHash`: what the first of them must follow. */
export async function auditExtract(tx: Transaction, organisationId: OrganisationId, at: Date) {
  const prisma = prismaOf(tx);
  // By place in the chain, not by time: two entries of one moment may be chained in either order.
  const last = await prisma.auditEntry.aggregate({
    where: { organisationId, at: { lte: at } },
    _max: { sequence: true },
  });
  const rows = await prisma.auditEntry.findMany({
    where: { organisationId, sequence: { lte: last._max.sequence ?? 0n } },
    orderBy: { sequence: "desc" },
    take: AUDIT_MOST,
  });
  const entries = rows.toReversed() as AuditEntry[];
  return { entries, previousHash: entries[0]?.previousHash ?? FIRST_PREVIOUS_HASH };
}

/** For each call the newest answer of a vendor that was kept by `at`. */
export async function listAnswersAt(tx: Transaction, organisationId: OrganisationId, at: Date) {
  const prisma = prismaOf(tx);
  const newest = await prisma.$queryRaw<{ id: string }[]>`
    select distinct on (part, method, address) id from vendor_answers
    where organisation_id = ${organisationId}::uuid and at <= ${at}
    order by part, method, address, at desc, id desc limit 500`;
  const rows = await prisma.vendorAnswer.findMany({
    where: { id: { in: newest.map(({ id }) => id) } },
    orderBy: [{ part: "asc" }, { method: "asc" }, { address: "asc" }],
  });
  return rows.map(({ organisationId: _organisation, hash: _hash, id: _id, ...row }) => row);
}
