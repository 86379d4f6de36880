import "server-only";
import { randomUUID } from "node:crypto";
import pg from "pg";
import { createTestDatabase } from "@/test/database";
import { connectDatabase, disconnectDatabase } from "./client";
import { createOrganisation, type Organisation } from "./organisations";
import { grantScope, type OrganisationId, type Scope } from "./scope";
import { withScope } from "./transaction";
import { type User, upsertUserFromToken } from "./users";

export const EVERYTHING: Scope = grantScope({ organisations: "*", userId: null });

/** What a test starts with: a database of its own, two organisations, a person in each. */
export type TestWorld = {
  owner: pg.Client;
  mine: Organisation;
  theirs: Organisation;
  me: User;
  them: User;
  /** Sees `mine` alone, as a signed-in person would. */
  scope: Scope;
  end(): Promise<void>;
};

export function scopeOf(id: OrganisationId, userId: string | null = null): Scope {
  return grantScope({ organisations: [id], userId });
}

async function arrange(name: string, imsOrgId: string) {
  return withScope(EVERYTHING, async (tx) => {
    const ids = { entraTenantId: randomUUID(), entraObjectId: randomUUID() };
    const identity = { ...ids, upn: `${name}@example.test`, displayName: name, appRoles: ["Clavis.Admin"] };
    const user = await upsertUserFromToken(tx, identity, new Date());
    const shield = "healthcare" as const;
    const azure = { azureTenantId: randomUUID(), azureSubscriptionId: randomUUID() };
    const facts = { name, imsOrgId, region: "va7", shield, cjaBought: false, ...azure };
    return { user, organisation: await createOrganisation(tx, facts, user.id) };
  });
}

export async function openTestWorld(): Promise<TestWorld> {
  const { appUrl, ownerUrl } = await createTestDatabase();
  connectDatabase(appUrl);
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  await owner.query("set clavis.organisations = '*'");
  const mine = await arrange("Mine", `${"A".repeat(24)}@AdobeOrg`);
  const theirs = await arrange("Theirs", `${"B".repeat(24)}@AdobeOrg`);
  return {
    owner,
    mine: mine.organisation,
    theirs: theirs.organisation,
    me: mine.user,
    them: theirs.user,
    scope: scopeOf(mine.organisation.id, mine.user.id),
    async end() {
      await owner.end();
      await disconnectDatabase();
    },
  };
}
