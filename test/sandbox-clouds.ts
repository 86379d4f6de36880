import { createAdobeClient } from "../lib/adobe/adobe-client";
import { createAzureClient } from "../lib/azure/azure-client";
import { createDirectoryClient } from "../lib/azure/directory-client";
import { applicationCredential } from "../lib/azure/identity/application-credential";
import { consentUrl } from "../lib/azure/identity/consent-url";
import { isTransactionOpen } from "../lib/db/transaction";
import type { Clouds } from "../lib/services/context";
import { signInAs, TEST_IDENTITY } from "./sign-in";

function refuseInTransaction(): void {
  if (isTransactionOpen()) throw new Error("A vendor was called inside a transaction.");
}

/** The real clients over real HTTP, as this person and with this Adobe credential, at the sandbox. */
export async function cloudsOf(
  upn: string,
  adobe: { clientId: string; clientSecret: string; imsOrgId: string; region: string },
): Promise<Clouds & { objectId: string; tenantId: string }> {
  const { credential, objectId, tenantId } = await signInAs(upn);
  const beforeCall = refuseInTransaction;
  const azure = createAzureClient({
    credential,
    resourceManagerUrl: "https://management.azure.com",
    keyVaultSuffix: "vault.azure.net",
    managedHsmSuffix: "managedhsm.azure.net",
    beforeCall,
  });
  const watching = createAzureClient({
    credential: applicationCredential(TEST_IDENTITY, tenantId),
    resourceManagerUrl: "https://management.azure.com",
    keyVaultSuffix: "vault.azure.net",
    managedHsmSuffix: "managedhsm.azure.net",
    beforeCall,
  });
  const graphUrl = "https://graph.microsoft.com";
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
    consentUrl: (address, tenant) => consentUrl(TEST_IDENTITY, address, tenant),
  };
}
