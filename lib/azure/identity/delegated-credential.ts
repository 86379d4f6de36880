import "server-only";
import type { TokenCredential } from "@azure/core-auth";
import { createApplication } from "./application";
import type { IdentityConfig, TokenCacheStore } from "./config";
import { tokenCredential } from "./credential";
import { interactionRequired } from "./errors";

export type Delegation = {
  /** Holds this person's tokens and nobody else's. */
  store: TokenCacheStore;
  homeAccountId: string;
  /** The directory in which to act: the organisation's. */
  tenantId: string;
};

/**
 * A signed-in person's own rights, for one resource per token, from the refresh token of the sign-in. When the
 * person has to come back, throws VendorError (entra, unauthenticated, interaction_required).
 */
export function delegatedCredential(config: IdentityConfig, delegation: Delegation): TokenCredential {
  const { store, homeAccountId, tenantId } = delegation;
  const application = createApplication(config, tenantId, store);
  const { getToken } = tokenCredential(config, tenantId, async ({ scopes, claims }) => {
    const accounts = await application.getTokenCache().getAllAccounts();
    // The store is one person's. A guest goes by another name at home than in the directory of the sign-in.
    const only = accounts.length === 1 ? accounts[0] : undefined;
    const account = accounts.find((one) => one.homeAccountId === homeAccountId) ?? only;
    if (!account) throw interactionRequired("Nobody is signed in any more: the tokens are gone.");
    return application.acquireTokenSilent({
      // Tokens are looked up by the account's directory, which would be its home: a guest acts elsewhere.
      account: { ...account, tenantId },
      scopes,
      claims,
      authority: `${config.authorityHost}/${tenantId}`,
    });
  });
  return { getToken };
}
