import "server-only";
import { vendorFailure } from "./errors";

export type ResourceId = { subscriptionId: string; resourceGroup: string; name: string };

const VAULT =
  /^\/subscriptions\/([^/]+)\/resourceGroups\/([^/]+)\/providers\/Microsoft\.KeyVault\/vaults\/([^/]+)$/i;

/** The parts of a vault's resource id; Azure compares ids without regard to case. Throws VendorError (invalid). */
export function parseVaultId(id: string): ResourceId {
  const [, subscriptionId, resourceGroup, name] = VAULT.exec(id) ?? [];
  if (subscriptionId && resourceGroup && name) return { subscriptionId, resourceGroup, name };
  throw vendorFailure(
    "azure",
    { status: 400, code: "InvalidResourceId", message: `${id} is no vault's resource id.` },
    undefined,
  );
}

/** The subscription in a scope of any depth. Throws VendorError (invalid). */
export function subscriptionOf(scope: string): string {
  const found = /^\/subscriptions\/([^/]+)/i.exec(scope)?.[1];
  if (found) return found;
  throw vendorFailure(
    "azure",
    { status: 400, code: "InvalidScope", message: `${scope} names no subscription.` },
    undefined,
  );
}
