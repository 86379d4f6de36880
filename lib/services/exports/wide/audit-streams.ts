import "server-only";
import { z } from "zod";
import { getAuditSettings } from "../../audit/manage-streams";
import { wideTable } from "../export-table";

const NO_HOSTS = { webhookHosts: [], syslogHosts: [] };

/** Where what belongs to no organisation is streamed to; never the secrets of it. */
export const SYSTEM_AUDIT_STREAMS = wideTable({
  permission: "audit.read",
  columns: [
    "id",
    "kind",
    "name",
    "enabled",
    "targetHost",
    "targetPort",
    "sentSequence",
    "behind",
    "sentAt",
    "failures",
    "problem",
    "dueAt",
  ],
  filter: z.object({}),
  page: async (context) => ({ rows: (await getAuditSettings(context, NO_HOSTS, null)).streams, next: null }),
});
