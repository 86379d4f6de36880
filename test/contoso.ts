import { randomUUID } from "node:crypto";
import { installProxy } from "../lib/azure/proxy";
import type { AzureCloudId } from "../lib/cmk/azure-clouds";
import { createOrganisation } from "../lib/db/organisations";
import { EVERYTHING, openTestWorld, scopeOf } from "../lib/db/test-world";
import { withScope } from "../lib/db/transaction";
import type { OrganisationContext } from "../lib/services/context";
import { SUBSCRIPTIONS, TENANTS } from "../sandbox/seed/names";
import type { Sandbox } from "../sandbox/start";
import { startTestSandbox } from "./sandbox";
import { cloudsOf } from "./sandbox-clouds";

const imsOrgId = "7F3A2C915B1E4D880A495CC1@AdobeOrg";
export const CONTOSO = "Contoso Health";
/** Contoso's Adobe credential, with the permission to manage keys. */
export const CONTOSO_ADOBE = {
  clientId: "contoso-clavis-cmk",
  clientSecret: "s8e-contoso-sandbox-secret-000001",
  imsOrgId,
  region: "va7",
};

export type Contoso = {
  sandbox: Sandbox;
  /** A person who signs in for real, as an admin of Contoso, with this Adobe credential. */
  signedIn(upn: string, name: string, adobe?: typeof CONTOSO_ADOBE): Promise<OrganisationContext>;
  end(): Promise<void>;
};

/** Contoso, with nothing set up: a database, a quick sandbox, and the real clients over real HTTP. */
export async function openContoso(cloud: AzureCloudId = "public"): Promise<Contoso> {
  const sandbox = await startTestSandbox({
    cloud,
    settings: { roleDelayMs: 1500, principalDelayMs: 500, dnsDelayMs: 800, enablementStageMs: 700 },
  });
  installProxy();
  const world = await openTestWorld();
  const facts = { name: CONTOSO, imsOrgId, region: "va7", shield: "healthcare" as const, cjaBought: false };
  const azure = { azureTenantId: TENANTS.contoso, azureSubscriptionId: SUBSCRIPTIONS.contoso };
  const { id } = await withScope(EVERYTHING, (tx) =>
    createOrganisation(tx, { ...facts, ...azure }, world.me.id),
  );
  return {
    sandbox,
    signedIn: async (upn, name, adobe = CONTOSO_ADOBE) => {
      const clouds = await cloudsOf(upn, adobe, cloud);
      const { objectId, tenantId } = clouds;
      return {
        actor: { kind: "user", userId: world.me.id, objectId, tenantId, name, roles: ["admin"] },
        scope: scopeOf(id, world.me.id),
        organisationId: id,
        correlationId: randomUUID(),
        now: () => new Date(),
        clouds,
        cloud,
        windows: { rolePropagationSeconds: 2, firewallPropagationSeconds: 2 },
      };
    },
    end: async () => {
      await world.end();
      await sandbox.stop();
    },
  };
}
