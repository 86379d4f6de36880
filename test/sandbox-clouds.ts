import { createAdobeClient } from "../lib/adobe/adobe-client";
import { createAzureClient } from "../lib/azure/azure-client";
import { createDirectoryClient } from "../lib/azure/directory-client";
import { applicationCredential } from "../lib/azure/identity/application-credential";
import { consentUrl } from "../lib/azure/identity/consent-url";
import { AZURE_CLOUDS, type AzureCloudId } from "../lib/cmk/azure-clouds";
import { isTransactionOpen } from "../lib/db/transaction";
import type { Clouds } from "../lib/services/context";
import { identityOf, signInAs, TEST_IDENTITY } from "./sign-in";

function refuseInTransaction(): void {
  if (isTransactionOpen()) throw new Error("A vendor was called inside a transaction.");
}

/** The real clients over real HTTP, as this person and with this Adobe credential, at the sandbox. */
export async function cloudsOf(
  upn: string,
  adobe: { clientId: string; clientSecret: string; imsOrgId: string; region: string },
  cloud: AzureCloudId = "public",
): Promise<Clouds & { objectId: string; tenantId: string }> {
  const addresses = AZURE_CLOUDS[cloud];
  const identity = cloud === "public" ? TEST_IDENTITY : identityOf(cloud);
  const { credential, objectId, tenantId } = await signInAs(upn, identity);
  const places = {
    resourceManagerUrl: addresses.resourceManager,
    keyVaultSuffix: addresses.vaultSuffix,
    managedHsmSuffix: addresses.hsmSuffix,
  };
  const beforeCall = refuseInTransaction;
  const azure = createAzureClient({
    credential,
    ...places,
    beforeCall,
  });
  const watching = createAzureClient({
    credential: applicationCredential(identity, tenantId),
    ...places,
    beforeCall,
  });
  const graphUrl = addresses.graph;
  const directory = createDirectoryClient({ credential, tenantId, graphUrl, beforeCall });
  const adobeClient = createAdobeClient({
    ...adobe,
    imsUrl: "https://ims-na1.adobelogin.com",
    platformDomain: "adobe.io",
    beforeCall,
  });
  return {
    objectId,
    tenantId,
    azure: async () => azure,
    watchingAzure: async () => watching,
    directory: async () => directory,
    adobe: async () => adobeClient,
    consentUrl: (address, tenant) => consentUrl(identity, address, tenant),
  };
}
