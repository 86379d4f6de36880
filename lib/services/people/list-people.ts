import "server-only";
import type { PeopleView } from "@/lib/cmk/people/people-views";
import { listInvitations } from "@/lib/db/invitations";
import { listPeople as listBound } from "@/lib/db/people";
import { readWithScope } from "@/lib/db/transaction";
import { type OrganisationContext, requirePermission } from "../context";
import { readOrganisationView } from "../organisations/get-organisation";
import { toInvitationView, toMemberView } from "./member-views";

/** Who may see an organisation, and who is invited. Throws FORBIDDEN, NOT_FOUND. */
export async function listPeople(context: OrganisationContext): Promise<PeopleView> {
  requirePermission(context, "member.read");
  const { organisationId, actor } = context;
  const now = context.now();
  return readWithScope(context.scope, async (tx) => ({
    organisation: await readOrganisationView(tx, context),
    members: (await listBound(tx, organisationId, now)).map((member) => toMemberView(member, actor)),
    invitations: (await listInvitations(tx, organisationId)).map((one) => toInvitationView(one, now)),
  }));
}
