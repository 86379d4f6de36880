import "server-only";
import { z } from "zod";
import { GUID_PATTERN } from "@/lib/cmk/ids";
import { getPerson } from "../../people/get-person";
import { wideTable } from "../export-table";

const filter = z.object({ person: z.string().regex(GUID_PATTERN, "guid") });

/** What a person is bound to. */
export const BINDINGS = wideTable({
  permission: "member.manage",
  columns: ["organisationId", "organisation", "role"],
  filter,
  async page(context, { person }, cursor) {
    const shown = await getPerson(context, person, { cursor: cursor ?? undefined, sessionId: "" });
    return shown.bindings;
  },
});

/** Where a person is signed in. */
export const SESSIONS_OF_PERSON = wideTable({
  permission: "member.manage",
  columns: ["createdAt", "lastSeenAt", "expiresAt", "userAgent"],
  filter,
  page: async (context, { person }) => ({
    rows: (await getPerson(context, person, { sessionId: "" })).sessions,
    next: null,
  }),
});
