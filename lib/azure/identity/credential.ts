import "server-only";
import type { AccessToken, GetTokenOptions, TokenCredential } from "@azure/core-auth";
import type { AuthenticationResult } from "@azure/msal-node";
import { vendorFailure } from "../errors";
import { LIMITS } from "../limits";
import type { IdentityConfig } from "./config";
import { askEntra } from "./discovery";

const SPARE_MS = 5 * 60_000;

/**
 * A TokenCredential for the Azure SDKs around one way of asking MSAL. Tokens are kept for this object's life;
 * questions are asked one after the other, since they share one cache. The tenant is fixed: one that a
 * challenge names is not followed. Throws VendorError.
 */
export function tokenCredential(
  config: IdentityConfig,
  tenantId: string,
  ask: (scopes: string[], claims: string | undefined) => Promise<AuthenticationResult | null>,
): TokenCredential {
  const kept = new Map<string, AccessToken>();
  let queue: Promise<unknown> = Promise.resolve();

  async function fresh(scopes: string[], claims: string | undefined): Promise<AccessToken> {
    const known = kept.get(scopes.join(" "));
    if (known && !claims && known.expiresOnTimestamp - Date.now() > SPARE_MS) return known;
    const result = await askEntra(config, tenantId, LIMITS.token, () => ask(scopes, claims));
    if (!result?.accessToken) {
      throw vendorFailure(
        "entra",
        { status: null, code: "NoToken", message: "Entra answered without a token." },
        undefined,
      );
    }
    const token = {
      token: result.accessToken,
      expiresOnTimestamp: result.expiresOn?.getTime() ?? Date.now(),
    };
    kept.set(scopes.join(" "), token);
    return token;
  }

  return {
    getToken(scopes: string | string[], options?: GetTokenOptions) {
      const wanted = typeof scopes === "string" ? [scopes] : scopes;
      const turn = queue.then(() => fresh(wanted, options?.claims));
      queue = turn.catch(() => undefined);
      return turn;
    },
  };
}
