import "server-only";
import { z } from "zod";
import { momentSchema } from "@/lib/cmk/compare/moment";
import { compareMoments } from "../../support/compare-moments";
import { organisationTable } from "../export-table";

const MONTH_MS = 30 * 86_400_000;

/** What differs between two moments, field by field; with none named, between thirty days ago and now. */
export const DIFFERENCES = organisationTable({
  permission: "configuration.read",
  columns: ["from", "to", "group", "subject", "name", "kind", "before", "after", "seen", "by"],
  filter: z.object({ from: momentSchema.optional(), to: momentSchema.optional() }),
  async page(context, { from, to }) {
    const begin = from ?? new Date(context.now().getTime() - MONTH_MS);
    const found = await compareMoments(context, { from: begin, to });
    return { rows: found.rows.map((row) => ({ from: found.from, to: found.to, ...row })), next: null };
  },
});
