import "server-only";
import type { AccessToken, GetTokenOptions, TokenCredential } from "@azure/core-auth";
import type { AuthenticationResult } from "@azure/msal-node";
import type { BoundedMap } from "@/lib/bounded-map";
import { vendorFailure } from "../errors";
import { LIMITS } from "../limits";
import type { IdentityConfig } from "./config";
import { askEntra } from "./discovery";

const SPARE_MS = 5 * 60_000;
/** A token younger than this says what its owner may: another would say the same. */
const YOUNG_MS = 60_000;

/** How a token is asked for. `renew`: past what MSAL keeps as well. */
export type Asked = { scopes: string[]; claims: string | undefined; renew: boolean };
/** A token by its scopes, and when it was asked for. */
export type KeptTokens = Pick<
  BoundedMap<string, AccessToken & { askedAt: number }>,
  "get" | "set" | "delete"
>;
export type RenewableCredential = TokenCredential & {
  /** Gives a token up whose rights may be out of date; false: it is young, or there is none. */
  renew(scope: string): boolean;
};

/**
 * A TokenCredential for the Azure SDKs around one way of asking MSAL. Tokens are kept in `kept`, by default for this
 * object's life; questions are asked one after the other, since they share one cache. The tenant is fixed: one that a
 * challenge names is not followed. Throws VendorError.
 */
export function tokenCredential(
  config: IdentityConfig,
  tenantId: string,
  ask: (asked: Asked) => Promise<AuthenticationResult | null>,
  kept: KeptTokens = new Map(),
): RenewableCredential {
  const givenUp = new Set<string>();
  let queue: Promise<unknown> = Promise.resolve();

  async function fresh(scopes: string[], claims: string | undefined): Promise<AccessToken> {
    const name = scopes.join(" ");
    const known = kept.get(name);
    if (known && !claims && known.expiresOnTimestamp - Date.now() > SPARE_MS) return known;
    const askedAt = Date.now();
    const renew = givenUp.has(name);
    const result = await askEntra(config, tenantId, LIMITS.token, () => ask({ scopes, claims, renew }));
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
      askedAt,
    };
    kept.set(name, token);
    givenUp.delete(name);
    return token;
  }

  return {
    getToken(scopes: string | string[], options?: GetTokenOptions) {
      const wanted = typeof scopes === "string" ? [scopes] : scopes;
      const turn = queue.then(() => fresh(wanted, options?.claims));
      queue = turn.catch(() => undefined);
      return turn;
    },
    renew(scope) {
      const known = kept.get(scope);
      if (!known || Date.now() - known.askedAt < YOUNG_MS) return false;
      kept.delete(scope);
      givenUp.add(scope);
      return true;
    },
  };
}
