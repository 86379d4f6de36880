import "server-only";
import type { BindPerson } from "@/lib/cmk/people/people-schemas";
import { getOrganisation } from "@/lib/db/organisations";
import { withScope } from "@/lib/db/transaction";
import { getUser } from "@/lib/db/users";
import type { WideContext } from "../wide-context";
import { changeBinding } from "./change-binding";
import { requireEverywhere } from "./require-everywhere";

/**
 * Gives a person a role in one organisation, in several or in all of them, changes it, or takes it away: all of it or
 * nothing. It holds from their next request on. Throws FORBIDDEN, NOT_FOUND (person or organisation), CONFLICT
 * (`last-admin-of` with `organisation`, `last-admin-everywhere`).
 */
export async function bindPerson(
  context: WideContext,
  userId: string,
  { role, organisations }: BindPerson,
): Promise<{ changed: number }> {
  requireEverywhere(context);
  return withScope(context.scope, async (tx) => {
    const { upn } = await getUser(tx, userId);
    // In one order everywhere: two who bind the same organisations wait for each other instead of blocking for good.
    const places = organisations === "all" ? [null] : [...new Set(organisations)].sort();
    let changed = 0;
    for (const organisationId of places) {
      const organisation = organisationId ? (await getOrganisation(tx, organisationId)).name : null;
      if (await changeBinding(tx, context, { userId, upn, organisationId, organisation }, role)) changed += 1;
    }
    return { changed };
  });
}
