import { z } from "zod";
import { organisationAddress } from "@/lib/server/api/address-schemas";
import { mentionableList } from "@/lib/server/api/note-schemas";
import { defineRoute } from "@/lib/server/route/define-route";
import { listMentionable } from "@/lib/services/notes/list-notes";

export const GET = defineRoute(
  {
    method: "GET",
    path: "/api/v1/orgs/{org}/mentionable",
    summary: "Members who can be mentioned in a note, by part of a name",
    access: { kind: "organisation", permission: "note.write" },
    params: organisationAddress,
    query: z.object({ search: z.string().max(200).optional() }),
    response: mentionableList,
  },
  async ({ context, query }) => ({ rows: await listMentionable(context, query.search ?? "") }),
);
