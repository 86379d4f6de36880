import "server-only";
import { type EverybodyQuery, everybodyQuerySchema } from "@/lib/cmk/people/people-schemas";
import type { InvitationView, PersonRow, PersonView } from "@/lib/cmk/people/people-views";
import type { Page } from "@/lib/cmk/views";
import { getPerson } from "@/lib/services/people/get-person";
import { listInvitedEverywhere } from "@/lib/services/people/invite-everywhere";
import { listEverybody } from "@/lib/services/people/list-everybody";
import { onWidePage, requireSession } from "../gates/page";

type Address = Record<string, string | string[] | undefined>;

/** Everybody whom Clavis knows; what an address says wrongly counts as not said. */
export async function loadEverybody(
  address: Address,
): Promise<{ page: Page<PersonRow>; invitations: InvitationView[]; query: EverybodyQuery }> {
  const given = Object.entries(address).filter(([, value]) => typeof value === "string" && value !== "");
  const query = everybodyQuerySchema.catch({}).parse(Object.fromEntries(given));
  const [page, invitations] = await onWidePage("member.manage", (context) =>
    Promise.all([listEverybody(context, query), listInvitedEverywhere(context)]),
  );
  return { page, invitations, query };
}

/** One person, with what they are bound to from this cursor on. */
export async function loadPerson(id: string, cursor: string | undefined): Promise<PersonView> {
  const { id: sessionId } = await requireSession();
  return onWidePage("member.manage", (context) => getPerson(context, id, { cursor, sessionId }));
}
