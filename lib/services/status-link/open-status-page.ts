import "server-only";
import type { StatusPageView } from "@/lib/cmk/status-link/status-page";
import type { Windows } from "@/lib/cmk/windows";
import { appendAudit } from "@/lib/db/audit";
import { countOpenFindings, countPostures } from "@/lib/db/compliance/figures";
import { listVerdicts } from "@/lib/db/compliance/list-verdicts";
import { readTrend } from "@/lib/db/compliance/trend";
import { countOpening, type StatusLink } from "@/lib/db/status-links";
import { readWithScope, type Transaction, withScope } from "@/lib/db/transaction";
import { refreshPostures } from "../compliance/refresh-postures";
import type { Context } from "../context";

const DAY_MS = 86_400_000;
const TREND_DAYS = 90;

/**
 * Whoever holds a link. The gate has found it by its secret; `scope` is the organisations that it shows and its owner
 * may still read, and nothing else.
 */
export type StatusPageContext = Pick<Context, "scope" | "correlationId" | "now"> & {
  link: StatusLink;
  organisationIds: string[];
  windows: Windows;
};

/** The first opening, and the first after a day without one, are in the trail of every organisation shown. */
async function recordOpening({ scope, link, organisationIds, correlationId, now }: StatusPageContext) {
  const at = now();
  await withScope(scope, async (tx) => {
    const { lastOpenedAt: last } = await countOpening(tx, link.id, at);
    if (last !== null && at.getTime() - last.getTime() < DAY_MS) return;
    for (const organisationId of organisationIds)
      await appendAudit(tx, {
        organisationId,
        at,
        actor: { kind: "system", name: "Clavis" },
        action: "status-link.opened",
        subject: link.title,
        after: { link: link.id, first: last === null },
        correlationId,
      });
  });
}

async function sectionsOf(tx: Transaction, { link }: StatusPageContext, now: Date) {
  const has = (section: StatusLink["sections"][number]) => link.sections.includes(section);
  const from = new Date(now.getTime() - TREND_DAYS * DAY_MS);
  const named = has("organisations") || has("parts") ? await listVerdicts(tx) : null;
  const trend = has("trend") ? await readTrend(tx, { from, to: now }) : null;
  return {
    organisations:
      named?.map(({ parts, ...row }) => ({ ...row, parts: has("parts") ? parts : null })) ?? null,
    trend: trend && { from: trend.from, to: trend.to, began: trend.began, points: trend.points },
    findings: has("findings") ? await countOpenFindings(tx, now) : null,
  };
}

/** What a status page shows now. */
export async function openStatusPage(context: StatusPageContext): Promise<StatusPageView> {
  await recordOpening(context);
  await refreshPostures(context);
  const { link } = context;
  const now = context.now();
  return readWithScope(context.scope, async (tx) => {
    const figures = await countPostures(tx, now);
    const has = (section: StatusLink["sections"][number]) => link.sections.includes(section);
    const { oldestVerifiedAt, freshness } = figures;
    return {
      title: link.title,
      ownerName: link.createdByName,
      expiresAt: link.expiresAt.toISOString(),
      asOf: figures.asOf,
      protectedCount: figures.protectedCount,
      total: figures.total,
      atRiskCount: figures.atRiskCount,
      unverifiedCount: figures.unverifiedCount,
      inSetupCount: figures.inSetupCount + figures.notStartedCount,
      protectedSince: figures.protectedSince,
      ...(await sectionsOf(tx, context, now)),
      repair: has("repair") ? figures.repair : null,
      verification: has("verification") ? { oldestVerifiedAt, freshness } : null,
    };
  });
}
