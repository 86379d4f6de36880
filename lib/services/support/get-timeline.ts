import "server-only";
import { may } from "@/lib/cmk/permissions";
import {
  TIMELINE_SOURCES,
  type TimelineEntry,
  type TimelineFilter,
  type TimelineSource,
  type TimelineView,
} from "@/lib/cmk/timeline/timeline-views";
import { readCursor, writeCursor } from "@/lib/db/cursor";
import { observationsBefore, readTimeline, type Stretch } from "@/lib/db/timeline";
import { readWithScope, type Transaction } from "@/lib/db/transaction";
import { type OrganisationContext, requirePermission } from "../context";
import { readOrganisationView } from "../organisations/get-organisation";
import { toEntries } from "./timeline-entries";

const PAGE = 40;
const DAY = 86_400_000;

function placeOf(cursor: string | undefined) {
  if (!cursor) return null;
  const [time = "", id = ""] = readCursor(cursor, ["time", "id"]);
  return { at: new Date(time), id };
}

/** What a person may see of a timeline: all sources but the notes for those who read none. */
function visibleTo({ actor }: OrganisationContext): TimelineSource[] {
  const roles = actor.kind === "user" ? actor.roles : [];
  return TIMELINE_SOURCES.filter((source) => source !== "note" || may(roles, "note.read"));
}

async function entriesOf(
  tx: Transaction,
  { organisationId }: OrganisationContext,
  sources: readonly TimelineSource[],
  stretch: Stretch,
): Promise<TimelineEntry[]> {
  const rows = await readTimeline(tx, organisationId, sources, stretch);
  return toEntries(rows, await observationsBefore(tx, organisationId, rows.observations));
}

/** The newest things that happened between two moments, both included, `limit` at most. Throws FORBIDDEN. */
export async function happenedBetween(
  context: OrganisationContext,
  { from, to, limit }: { from: Date; to: Date; limit: number },
): Promise<TimelineEntry[]> {
  requirePermission(context, "audit.read");
  const stretch = { before: null, from, to: new Date(to.getTime() + 1), limit };
  const entries = await readWithScope(context.scope, (tx) =>
    entriesOf(tx, context, visibleTo(context), stretch),
  );
  return entries.slice(0, limit);
}

/**
 * Everything that happened to an organisation in one line, newest first, a page at a time: what people and Clavis did,
 * what was seen to change, findings, what Azure recorded, what Adobe said, and notes. Throws FORBIDDEN, NOT_FOUND,
 * INVALID_INPUT.
 */
export async function getTimeline(
  context: OrganisationContext,
  filter: TimelineFilter = {},
): Promise<TimelineView> {
  requirePermission(context, "audit.read");
  const { source, part, search, from, to, cursor } = filter;
  const sources = visibleTo(context).filter((one) => !source || one === source);
  const stretch = {
    before: placeOf(cursor),
    from: from ? new Date(from) : undefined,
    to: to ? new Date(Date.parse(to) + DAY) : undefined,
    part,
    search,
    limit: PAGE + 1,
  };
  return readWithScope(context.scope, async (tx) => {
    const organisation = await readOrganisationView(tx, context);
    const entries = await entriesOf(tx, context, sources, stretch);
    const page = entries.slice(0, PAGE);
    const last = page.at(-1);
    return {
      organisation,
      rows: page,
      next: entries.length > PAGE && last ? writeCursor([last.at, last.id]) : null,
    };
  });
}
