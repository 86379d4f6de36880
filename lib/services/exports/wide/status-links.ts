import "server-only";
import { z } from "zod";
import { listStatusLinks } from "../../status-link/list-status-links";
import { wideTable } from "../export-table";

/** Status pages that can be opened with a link; never the link. */
export const STATUS_LINKS = wideTable({
  permission: "status-link.manage",
  columns: [
    "id",
    "title",
    "sections",
    "organisations",
    "state",
    "createdByName",
    "createdAt",
    "expiresAt",
    "revokedByName",
    "firstOpenedAt",
    "lastOpenedAt",
    "opens",
  ],
  filter: z.object({}),
  page: async (context) => ({ rows: await listStatusLinks(context), next: null }),
});
