import { z } from "zod";
import { createOrganisationSchema } from "@/lib/cmk/schemas";
import { organisationsPage, organisationView } from "@/lib/server/api/view-schemas";
import { keyWrapper } from "@/lib/server/key-wrapper";
import { defineRoute } from "@/lib/server/route/define-route";
import { createOrganisation } from "@/lib/services/organisations/create-organisation";
import { listOrganisations } from "@/lib/services/organisations/list-organisations";

export const GET = defineRoute(
  {
    method: "GET",
    path: "/api/v1/orgs",
    summary: "Organisations that the signed-in person may see, by name",
    access: { kind: "session", permission: "organisation.read" },
    query: z.object({
      search: z.string().max(200).optional(),
      order: z.enum(["asc", "desc"]).optional(),
      cursor: z.string().max(400).optional(),
      limit: z.coerce.number().int().min(1).max(200).optional(),
    }),
    response: organisationsPage,
  },
  ({ context, query }) => listOrganisations(context, query),
);

export const POST = defineRoute(
  {
    method: "POST",
    path: "/api/v1/orgs",
    summary: "Adds an organisation; whoever adds it becomes an admin of it",
    access: { kind: "session", permission: "organisation.create" },
    body: createOrganisationSchema,
    response: organisationView,
    status: 201,
  },
  ({ context, body }) => createOrganisation(context, keyWrapper(), body),
);
