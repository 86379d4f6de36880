import "server-only";
import { z } from "zod";
import { listFrameworks } from "../../compliance/list-frameworks";
import { wideTable } from "../export-table";

/** Frameworks: how many of their controls CMK checks support, and how those stand. */
export const FRAMEWORK_SUMMARIES = wideTable({
  permission: "compliance.read",
  columns: ["framework", "controls", "met", "notMet", "unseen"],
  filter: z.object({}),
  page: async (context) => ({ rows: (await listFrameworks(context)).frameworks, next: null }),
});
