import "server-only";
import type { BindPerson } from "@/lib/cmk/people/people-schemas";
import type { Role } from "@/lib/cmk/permissions";
import { appendAudit } from "@/lib/db/audit";
import { getBoundRole, hasOtherAdmin } from "@/lib/db/bindings";
import { saveMembership } from "@/lib/db/memberships";
import { getOrganisation } from "@/lib/db/organisations";
import { deleteMembership } from "@/lib/db/people";
import { type Transaction, withScope } from "@/lib/db/transaction";
import { getUser } from "@/lib/db/users";
import { AppError } from "@/lib/errors";
import { auditActor } from "../audit/audit-actor";
import type { WideContext } from "../wide-context";
import { requireEverywhere } from "./require-everywhere";

type Where = { userId: string; upn: string; organisationId: string | null; organisation: string | null };

const actionOf = (before: Role | null, after: Role | null) =>
  before === null ? "member.added" : after === null ? "member.removed" : "member.changed";

/** One binding, and its entry in the chain of that organisation (null: in Clavis's own). Says whether it changed. */
async function bind(tx: Transaction, context: WideContext, where: Where, role: Role | null) {
  const { userId, upn, organisationId, organisation } = where;
  const place = { userId, organisationId };
  const before = await getBoundRole(tx, place);
  if (before === role) return false;
  if (before === "admin" && !(await hasOtherAdmin(tx, place)))
    throw new AppError("CONFLICT", "There would be no administrator left.", {
      details: organisation ? { reason: "last-admin-of", organisation } : { reason: "last-admin-everywhere" },
    });
  if (role === null) await deleteMembership(tx, place);
  else await saveMembership(tx, { ...place, role });
  const said = (value: Role | null) => (value === null ? undefined : { role: value, ...reach });
  const reach = organisationId ? {} : { organisations: "all" };
  await appendAudit(tx, {
    organisationId,
    at: context.now(),
    actor: auditActor(context.actor),
    action: actionOf(before, role),
    subject: upn,
    before: said(before),
    after: said(role),
    correlationId: context.correlationId,
  });
  return true;
}

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
      if (await bind(tx, context, { userId, upn, organisationId, organisation }, role)) changed += 1;
    }
    return { changed };
  });
}
