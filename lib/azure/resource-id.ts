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

const HSM =
  /^\/subscriptions\/([^/]+)\/resourceGroups\/([^/]+)\/providers\/Microsoft\.KeyVault\/managedHSMs\/([^/]+)(\/keys(?:\/[^/]+)?)?\/?$/i;

/**
 * The parts of a managed HSM's resource id, with the local scope behind it: `/`, `/keys` or `/keys/{name}`. Throws
 * VendorError (invalid).
 */
export function parseHsmScope(scope: string): ResourceId & { id: string; local: string } {
  const [, subscriptionId, resourceGroup, name, local = "/"] = HSM.exec(scope) ?? [];
  if (subscriptionId && resourceGroup && name) {
    const id = local === "/" ? scope.replace(/\/$/, "") : scope.slice(0, scope.length - local.length);
    return { subscriptionId, resourceGroup, name, id, local };
  }
  throw vendorFailure(
    "azure",
    { status: 400, code: "InvalidResourceId", message: `${scope} is no managed HSM's resource id.` },
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
