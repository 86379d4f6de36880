import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { may, type Permission, ROLES, type Role } from "@/lib/cmk/permissions";
import { localKeyWrapper } from "@/lib/db/secrets/key-wrapper";
import { openTestWorld, type TestWorld } from "@/lib/db/test-world";
import { listAudit } from "../audit/list-audit";
import { getCompliance } from "../compliance/get-compliance";
import type { Clouds, OrganisationContext } from "../context";
import type { WideContext } from "../wide-context";
import { createOrganisation } from "./create-organisation";
import { getConfiguration } from "./get-configuration";
import { getOrganisation } from "./get-organisation";
import { listOrganisations } from "./list-organisations";
import { testConnection } from "./test-connection";
import { updateOrganisation } from "./update-organisation";

const refuse = () => Promise.reject(new Error("No vendor is asked here."));
const clouds: Clouds = { azure: refuse, directory: refuse, adobe: refuse, consentUrl: refuse };
const wrapper = localKeyWrapper(Buffer.alloc(32, 1));

let world: TestWorld;
beforeAll(async () => {
  world = await openTestWorld();
}, 60_000);
afterAll(() => world?.end());

function contextOf(roles: Role[], organisationId = world.mine.id): OrganisationContext & WideContext {
  const { id: userId, entraObjectId: objectId, entraTenantId: tenantId } = world.me;
  return {
    actor: { kind: "user", userId, objectId, tenantId, name: "Me", roles },
    scope: world.scope,
    organisationId,
    correlationId: randomUUID(),
    now: () => new Date(),
    clouds,
    windows: { rolePropagationSeconds: 600, firewallPropagationSeconds: 600 },
    rolesIn: () => roles,
  };
}
const facts = () => {
  const { id: _id, createdAt: _createdAt, updatedAt: _updatedAt, ...rest } = world.mine;
  return rest;
};

type Verb = (context: OrganisationContext & WideContext) => Promise<unknown>;
const VERBS: [string, Permission, Verb][] = [
  ["listOrganisations", "organisation.read", (context) => listOrganisations(context, {})],
  ["getOrganisation", "organisation.read", (context) => getOrganisation(context)],
  ["createOrganisation", "organisation.create", (context) => createOrganisation(context, wrapper, facts())],
  ["updateOrganisation", "organisation.update", (context) => updateOrganisation(context, wrapper, facts())],
  ["testConnection", "organisation.update", (context) => testConnection(context, clouds)],
  ["getConfiguration", "configuration.read", (context) => getConfiguration(context)],
  ["listAudit", "audit.read", (context) => listAudit(context)],
  ["getCompliance", "compliance.read", (context) => getCompliance(context)],
];

describe.each(VERBS)("%s", (name, permission, verb) => {
  const refused = ROLES.filter((role) => !may([role], permission));
  it.each([[[]], ...refused.map((role) => [[role]])])("refuses the roles %j itself", async (roles) => {
    await expect(verb(contextOf(roles))).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
  if (!["listOrganisations", "createOrganisation", "getCompliance"].includes(name))
    it("finds nothing outside of its scope", async () => {
      await expect(verb(contextOf([...ROLES], world.theirs.id))).rejects.toMatchObject({ code: "NOT_FOUND" });
    });
});

it("lists and judges only what is in scope", async () => {
  const context = contextOf(["leader"]);
  expect((await listOrganisations(context, {})).rows.map((row) => row.id)).toEqual([world.mine.id]);
  expect((await getCompliance(context)).rows.map((row) => row.id)).toEqual([world.mine.id]);
});
