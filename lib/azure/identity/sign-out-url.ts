import "server-only";
import type { IdentityConfig } from "./config";
import { discoverEndpoints } from "./discovery";

/** Where a browser ends its session at Microsoft too; null when the authority names no such page. Throws VendorError. */
export async function signOutUrl(config: IdentityConfig, returnTo: string): Promise<string | null> {
  const { endSession } = await discoverEndpoints(config, config.tenant);
  if (endSession === null) return null;
  const url = new URL(endSession);
  url.searchParams.set("post_logout_redirect_uri", returnTo);
  return url.href;
}
