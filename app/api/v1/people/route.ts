import { everybodyQuerySchema } from "@/lib/cmk/people/people-schemas";
import { everybodyPage } from "@/lib/server/api/people-schemas";
import { defineRoute } from "@/lib/server/route/define-route";
import { listEverybody } from "@/lib/services/people/list-everybody";

export const GET = defineRoute(
  {
    method: "GET",
    path: "/api/v1/people",
    summary: "Everybody whom Clavis knows, by name; for administrators of all organisations",
    access: { kind: "session", permission: "member.manage" },
    query: everybodyQuerySchema,
    response: everybodyPage,
  },
  ({ context, query }) => listEverybody(context, query),
);
