import "server-only";
import { z } from "zod";
import { listInvitedEverywhere } from "../../people/invite-everywhere";
import { wideTable } from "../export-table";

/** Who is invited to all organisations. */
export const INVITED_EVERYWHERE = wideTable({
  permission: "member.manage",
  columns: ["id", "upn", "role", "invitedByName", "createdAt", "expiresAt", "expired"],
  filter: z.object({}),
  page: async (context) => ({ rows: await listInvitedEverywhere(context), next: null }),
});
