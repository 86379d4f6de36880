import "server-only";
import { type AttemptFilter, type AttemptPage, attemptFilterSchema } from "@/lib/cmk/attempt-views";
import type { CompareView } from "@/lib/cmk/compare/compare-views";
import { parseMoment } from "@/lib/cmk/compare/moment";
import type { NotePage } from "@/lib/cmk/notes/note-views";
import {
  type TimelineEntry,
  type TimelineFilter,
  type TimelineView,
  timelineFilterSchema,
} from "@/lib/cmk/timeline/timeline-views";
import { listNotes } from "@/lib/services/notes/list-notes";
import { compareMoments } from "@/lib/services/support/compare-moments";
import { getTimeline, happenedBetween } from "@/lib/services/support/get-timeline";
import { listAttempts } from "@/lib/services/support/list-attempts";
import { onOrganisationPage } from "../gates/page";

type Query = Record<string, string | string[] | undefined>;

const DAY = 86_400_000;
const BESIDE = 8;

const textOf = (query: Query, name: string) => {
  const value = query[name];
  return typeof value === "string" && value !== "" ? value : undefined;
};

/** The fields of an address's query that a schema takes: one that makes no sense is left out. */
function kept<T>(
  query: Query,
  shape: Record<string, { safeParse(value: unknown): { success: boolean } }>,
): T {
  const entries = Object.keys(shape).flatMap((name) => {
    const value = textOf(query, name);
    return value !== undefined && shape[name]?.safeParse(value).success ? [[name, value]] : [];
  });
  return Object.fromEntries(entries) as T;
}

/** Two moments of an organisation, the last day when the address names none; and what happened between them. */
export function loadComparison(
  organisationId: string,
  query: Query,
): Promise<{ view: CompareView; timeline: TimelineEntry[]; malformed: boolean }> {
  const [fromText, toText] = [textOf(query, "from"), textOf(query, "to")];
  const [from, to] = [parseMoment(fromText ?? ""), parseMoment(toText ?? "")];
  const malformed = (fromText !== undefined && !from) || (toText !== undefined && !to);
  return onOrganisationPage(organisationId, async (context) => {
    const end = to ?? context.now();
    const start = from ?? new Date(end.getTime() - DAY);
    const [first, last] = start <= end ? [start, end] : [end, start];
    const [view, timeline] = await Promise.all([
      compareMoments(context, { from: start, ...(to ? { to } : {}) }),
      happenedBetween(context, { from: first, to: last, limit: BESIDE }),
    ]);
    return { view, timeline, malformed };
  });
}

/** A page of the timeline. */
export function loadTimeline(
  organisationId: string,
  query: Query,
): Promise<{ view: TimelineView; filter: TimelineFilter; notes: NotePage }> {
  const filter = kept<TimelineFilter>(query, timelineFilterSchema.shape);
  return onOrganisationPage(organisationId, async (context) => {
    const [view, notes] = await Promise.all([getTimeline(context, filter), listNotes(context)]);
    return { view, filter, notes };
  });
}

/** A page of the attempts. */
export function loadAttempts(
  organisationId: string,
  query: Query,
): Promise<{ page: AttemptPage; filter: AttemptFilter }> {
  const filter = kept<AttemptFilter>(query, attemptFilterSchema.shape);
  return onOrganisationPage(organisationId, async (context) => ({
    page: await listAttempts(context, filter),
    filter,
  }));
}
