import "server-only";
import { may } from "@/lib/cmk/permissions";
import { requirePermission } from "@/lib/services/context";
import { getOrganisation } from "@/lib/services/organisations/get-organisation";
import { listOrganisations } from "@/lib/services/organisations/list-organisations";
import { onOrganisationPage, onWidePage } from "../gates/page";

/** As many as a list that one scrolls can hold; any other one is reached by its address. */
const LISTED = 100;

export type DecodePage = { organisations: { id: string; name: string }[]; chosen: string };

/** What the error decoder can compare with: the organisations whose errors the person may decode, one of them chosen. */
export async function loadDecode(asked: string | null): Promise<DecodePage> {
  const organisations = await onWidePage("error.decode", async (context) => {
    requirePermission(context, "error.decode");
    const { rows } = await listOrganisations(context, { order: "asc", limit: LISTED });
    return rows
      .filter(({ id }) => may(context.rolesIn(id), "error.decode"))
      .map(({ id, name }) => ({ id, name }));
  });
  if (!asked) return { organisations, chosen: "" };
  const listed = organisations.find(({ id }) => id === asked.toLowerCase());
  if (listed) return { organisations, chosen: listed.id };
  const { id, name } = await onOrganisationPage(asked, (context) => {
    requirePermission(context, "error.decode");
    return getOrganisation(context);
  });
  return { organisations: [{ id, name }, ...organisations], chosen: id };
}
