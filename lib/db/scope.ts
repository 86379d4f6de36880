import "server-only";
import { GUID_PATTERN } from "@/lib/cmk/ids";
import { AppError } from "@/lib/errors";

declare const granted: unique symbol;

/** The id of an organisation that a gate has let the caller see. Only grantScope mints it. */
export type OrganisationId = string & { readonly [granted]: "organisation" };

/** Whose rows a transaction can see. "*": every organisation, and the system's own rows. */
export type Scope = {
  readonly organisations: "*" | readonly OrganisationId[];
  /** Own rows (memberships, tokens) are visible to this user; null: nobody's are. */
  readonly userId: string | null;
  readonly [granted]: "scope";
};

/**
 * Turns checked ids into a scope. Call it in the gates of lib/server and in lib/jobs, nowhere else:
 * whoever holds a Scope is trusted with the rows in it. Throws INTERNAL for anything that is no id.
 */
export function grantScope(grant: { organisations: "*" | readonly string[]; userId: string | null }): Scope {
  const ids = grant.organisations === "*" ? [] : grant.organisations;
  for (const id of grant.userId === null ? ids : [...ids, grant.userId]) {
    if (!GUID_PATTERN.test(id))
      throw new AppError("INTERNAL", "A scope was asked for something that is no id.");
  }
  return grant as Scope;
}

/** The scope of one organisation within a wider one. Throws NOT_FOUND when it is not in it. */
export function narrowScope(
  scope: Scope,
  organisationId: string,
): { scope: Scope; organisationId: OrganisationId } {
  const inside = scope.organisations === "*" || scope.organisations.some((id) => id === organisationId);
  if (!inside || !GUID_PATTERN.test(organisationId)) {
    throw new AppError("NOT_FOUND", "The organisation does not exist, or is not the caller's to see.");
  }
  const narrow = grantScope({ organisations: [organisationId], userId: scope.userId });
  return { scope: narrow, organisationId: organisationId as OrganisationId };
}
