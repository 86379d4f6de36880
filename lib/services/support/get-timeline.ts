import "server-only";
import { may } from "@/lib/cmk/permissions";
import {
  TIMELINE_SOURCES,
  type TimelineFilter,
  type TimelineSource,
  type TimelineView,
} from "@/lib/cmk/timeline/timeline-views";
import { readCursor, writeCursor } from "@/lib/db/cursor";
import { observationsBefore, readTimeline } from "@/lib/db/timeline";
import { readWithScope } from "@/lib/db/transaction";
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
  const roles = context.actor.kind === "user" ? context.actor.roles : [];
  const visible = TIMELINE_SOURCES.filter((one) => one !== "note" || may(roles, "note.read"));
  const sources: readonly TimelineSource[] = source ? visible.filter((one) => one === source) : visible;
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
    const rows = await readTimeline(tx, context.organisationId, sources, stretch);
    const earlier = await observationsBefore(tx, context.organisationId, rows.observations);
    const entries = toEntries(rows, earlier);
    const page = entries.slice(0, PAGE);
    const last = page.at(-1);
    return {
      organisation,
      rows: page,
      next: entries.length > PAGE && last ? writeCursor([last.at, last.id]) : null,
    };
  });
}
