import "server-only";
import { everybodyQuerySchema } from "@/lib/cmk/people/people-schemas";
import { listEverybody } from "../../people/list-everybody";
import { wideTable } from "../export-table";

export const PEOPLE = wideTable({
  permission: "member.manage",
  columns: [
    "id",
    "name",
    "upn",
    "tenantId",
    "granted",
    "everywhere",
    "organisations",
    "lastSignInAt",
    "sessions",
  ],
  filter: everybodyQuerySchema.omit({ cursor: true, limit: true }),
  page: (context, filter, cursor) =>
    listEverybody(context, { ...filter, cursor: cursor ?? undefined, limit: 200 }),
});
