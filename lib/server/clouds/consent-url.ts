import "server-only";
import * as identity from "@/lib/azure/identity/consent-url";
import { BoundedMap } from "@/lib/bounded-map";
import { identityConfig } from "./application-identity";

const KEPT_MS = 600_000;
const KEPT_COUNT = 500;
const known = new BoundedMap<string, { url: string; until: number }>(KEPT_COUNT);

/**
 * Adobe's consent address, locked to one directory. Kept for ten minutes: it rests on the authority's discovery
 * document, and pages are drawn more often than that changes. Throws VendorError.
 */
export async function consentUrl(applicationUrl: string, tenantId: string): Promise<string> {
  const key = `${tenantId} ${applicationUrl}`;
  const kept = known.get(key);
  if (kept && kept.until > Date.now()) return kept.url;
  const url = await identity.consentUrl(identityConfig(), applicationUrl, tenantId);
  known.set(key, { url, until: Date.now() + KEPT_MS });
  return url;
}
