import "server-only";
import { authorizationUrl } from "@/lib/azure/identity/authorization-url";
import { redeemCode } from "@/lib/azure/identity/redeem-code";
import type { IdentityProvider } from "@/lib/services/sign-in/identity-provider";
import { identityConfig, redirectUri } from "../clouds/application-identity";

/** Microsoft Entra through Clavis's app registration. Nobody is known before the code is redeemed, so tokens wait in memory. */
export function entraIdentity(): IdentityProvider {
  return {
    authorizationUrl: (trip) =>
      authorizationUrl(identityConfig(), { ...trip, redirectUri: redirectUri(), prompt: "select_account" }),
    async redeem(trip) {
      let tokenCache = "";
      const store = {
        read: async () => null,
        write: async (text: string) => {
          tokenCache = text;
        },
      };
      const { tenantId, objectId, upn, name, roles } = await redeemCode(identityConfig(), {
        ...trip,
        redirectUri: redirectUri(),
        store,
      });
      return {
        identity: {
          entraTenantId: tenantId,
          entraObjectId: objectId,
          upn,
          displayName: name,
          appRoles: roles,
        },
        tokenCache,
      };
    },
  };
}
