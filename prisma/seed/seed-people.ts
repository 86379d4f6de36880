import type { Role } from "@/lib/cmk/permissions";
import { saveMembership } from "@/lib/db/memberships";
import type { Organisation } from "@/lib/db/organisations";
import type { Transaction } from "@/lib/db/transaction";
import { type User, upsertUserFromToken } from "@/lib/db/users";
import type { DemoAccount } from "./manifest";

const ROLES: Record<string, Role> = {
  "Clavis.Admin": "admin",
  "Clavis.Leader": "leader",
  "Clavis.Support": "support",
};

/** People with a role in Clavis: bound to all organisations, or to those of their own directory. */
export async function seedPeople(
  tx: Transaction,
  accounts: DemoAccount[],
  organisations: Organisation[],
): Promise<User[]> {
  const users: User[] = [];
  for (const { objectId, tenantId, upn, displayName, appRoles, everywhere } of accounts) {
    const role = appRoles.map((name) => ROLES[name]).find((known) => known !== undefined);
    if (!role) continue;
    const identity = { entraTenantId: tenantId, entraObjectId: objectId, upn, displayName, appRoles };
    const user = await upsertUserFromToken(tx, identity, null);
    users.push(user);
    const own = organisations.filter((organisation) => organisation.azureTenantId === tenantId);
    const places = everywhere ? [null] : own.map((organisation) => organisation.id);
    for (const organisationId of places) await saveMembership(tx, { userId: user.id, organisationId, role });
  }
  return users;
}
