import "server-only";
import { timelineFilterSchema } from "@/lib/cmk/timeline/timeline-views";
import { getTimeline } from "../../support/get-timeline";
import { organisationTable } from "../export-table";

/** What happened, from every source in one line, as its page has it; notes for those who may read them. */
export const TIMELINE = organisationTable({
  permission: "audit.read",
  columns: ["id", "at", "source", "kind", "part", "subject", "who", "text", "changes", "alertId"],
  filter: timelineFilterSchema.omit({ cursor: true }),
  page: (context, filter, cursor) => getTimeline(context, { ...filter, cursor: cursor ?? undefined }),
});
