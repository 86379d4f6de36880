import "server-only";
import type { TokenCredential } from "@azure/core-auth";
import { createAdobeClient } from "@/lib/adobe/adobe-client";
import { createAdobeEventsClient } from "@/lib/adobe/io-events/events-client";
import { createAzureClient } from "@/lib/azure/azure-client";
import { createDirectoryClient } from "@/lib/azure/directory-client";
import { adminConsentUrl } from "@/lib/azure/identity/admin-consent-url";
import type { AzureClient, DirectoryClient } from "@/lib/azure/ports";
import { getOrganisation, type Organisation } from "@/lib/db/organisations";
import { openStored, readSecret } from "@/lib/db/secrets/secrets";
import { isTransactionOpen, readWithScope } from "@/lib/db/transaction";
import type { StoredCredential } from "@/lib/db/watched";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import type { Actor, Clouds, OrganisationContext } from "@/lib/services/context";
import { keyWrapper } from "../key-wrapper";
import { applicationIdentity, identityConfig, redirectUri } from "./application-identity";
import { consentUrl } from "./consent-url";
import { personalIdentity } from "./personal-identity";

type Holder = Pick<OrganisationContext, "actor" | "scope" | "organisationId">;

/** What was read already of the organisation, together with others: it is not read again. */
export type KnownOrganisation = { organisation: Organisation; credential: StoredCredential | null };

/** A vendor call inside a transaction would hold its locks while waiting: a defect, found while developing. */
function refuseInTransaction(): void {
  if (env().NODE_ENV !== "production" && isTransactionOpen()) {
    throw new AppError("INTERNAL", "A vendor was called inside a database transaction.");
  }
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** Whether somebody acts with their own rights, not the application's. */
const hasOwnRights = (actor: Actor) => actor.kind === "user" && actor.roles.includes("admin");

/** Admins act with their own tokens; everybody else, and the worker, looks through the read-only identity. */
function credentialFor(actor: Actor, tenantId: string): TokenCredential {
  return actor.kind === "user" && hasOwnRights(actor)
    ? personalIdentity(actor, tenantId)
    : applicationIdentity(tenantId);
}

const azureClients = new WeakMap<TokenCredential, AzureClient>();
const directoryClients = new WeakMap<TokenCredential, DirectoryClient>();

/**
 * Azure with these rights. The application's own credential of a directory lives as long as the process, and so do
 * the SDK's clients for it: making them for every look would cost more than their calls.
 */
function azureOf(credential: TokenCredential): AzureClient {
  const known = azureClients.get(credential);
  if (known) return known;
  const {
    AZURE_RESOURCE_MANAGER_URL: resourceManagerUrl,
    AZURE_KEY_VAULT_SUFFIX: keyVaultSuffix,
    AZURE_MANAGED_HSM_SUFFIX: managedHsmSuffix,
    AZURE_LOG_ANALYTICS_URL: logAnalyticsUrl,
  } = env();
  const addresses = { resourceManagerUrl, keyVaultSuffix, managedHsmSuffix, logAnalyticsUrl };
  const config = { ...addresses, beforeCall: refuseInTransaction };
  const made = createAzureClient({ ...config, credential });
  azureClients.set(credential, made);
  return made;
}

/** The same for Graph: a credential is of one directory. */
function directoryAs(credential: TokenCredential, tenantId: string): DirectoryClient {
  const known = directoryClients.get(credential);
  if (known) return known;
  const config = { tenantId, graphUrl: env().GRAPH_URL, beforeCall: refuseInTransaction };
  const made = createDirectoryClient({ ...config, credential });
  directoryClients.set(credential, made);
  return made;
}

/**
 * The vendors' clients as this actor sees them, built when first asked for. Throws NOT_FOUND for an organisation
 * that is not there, NOT_CONFIGURED where it has no Adobe credential.
 */
export function cloudsFor(holder: Holder, credential = credentialFor, known?: KnownOrganisation): Clouds {
  const organisation = once(
    async () =>
      known?.organisation ??
      (await readWithScope(holder.scope, (tx) => getOrganisation(tx, holder.organisationId))),
  );
  const azureAs = (identity: (tenantId: string) => TokenCredential) =>
    once(async () => {
      const { azureTenantId } = await organisation();
      return azureOf(identity(azureTenantId));
    });
  const directoryOf = (tenantId: string) => directoryAs(credential(holder.actor, tenantId), tenantId);
  return {
    azure: azureAs((tenantId) => credential(holder.actor, tenantId)),
    watchingAzure: azureAs(applicationIdentity),
    isWatching: credential !== credentialFor || !hasOwnRights(holder.actor),
    watcher: {
      appId: identityConfig().clientId,
      consentUrl: (tenantId) =>
        adminConsentUrl(identityConfig(), tenantId, {
          redirectUri: redirectUri(),
          state: holder.organisationId,
        }),
    },
    directory: once(async () => directoryOf((await organisation()).azureTenantId)),
    // An application identity is at home where it was consented to; only people have tenants of their own.
    directoryIn: holder.actor.kind === "user" && credential === credentialFor ? directoryOf : undefined,
    adobe: once(async () => adobeClient(holder, await organisation(), known)),
    adobeEvents: once(async () => adobeEventsClient(holder, await organisation())),
    consentUrl,
  };
}

/** The same organisation through the read-only application identity, whoever acts. */
export function watchingClouds(holder: Holder): Clouds {
  return cloudsFor(holder, (_actor, tenantId) => applicationIdentity(tenantId));
}

async function adobeSecret({ scope, organisationId }: Holder, known?: KnownOrganisation) {
  const stored = known?.credential;
  const secret = stored
    ? await openStored(keyWrapper(), organisationId, "adobe", stored)
    : await readSecret(scope, keyWrapper(), organisationId, "adobe");
  if (!secret)
    throw new AppError("NOT_CONFIGURED", "The organisation has no Adobe credential.", {
      details: { reason: "adobe-credential" },
    });
  const imsUrl = env().ADOBE_IMS_URL;
  return { clientId: secret.name, clientSecret: secret.value, imsUrl, beforeCall: refuseInTransaction };
}

async function adobeClient(holder: Holder, { imsOrgId, region }: Organisation, known?: KnownOrganisation) {
  const platformDomain = env().ADOBE_PLATFORM_DOMAIN;
  return createAdobeClient({ ...(await adobeSecret(holder, known)), imsOrgId, region, platformDomain });
}

async function adobeEventsClient(holder: Holder, { imsOrgId }: Organisation) {
  return createAdobeEventsClient({
    ...(await adobeSecret(holder)),
    imsOrgId,
    domain: env().ADOBE_PLATFORM_DOMAIN,
  });
}
