import { ADOBE_ADDRESS } from "../adobe/enablement";
import type { EventRegistration } from "../core/adobe-types";
import type { World } from "../core/types";
import { testKeyAccess } from "../keyvault/probe";
import { emit } from "./outbox";
import { eventOf, type SentKind } from "./payloads";

const EVERY_MS = 3000;

/** Network, identity service and subscription are nobody's wish; everything else is taken for one. */
function kindOf(reason: string): SentKind {
  const isFailure = /the firewall of|does not resolve yet|subscription is|has no service principal in/.test(
    reason,
  );
  return isFailure && !/AADSTS700016/.test(reason) ? "key-access-failure" : "key-access-disabled";
}

/** Looks at the organisation's enabled key as Adobe's monitor: from its own address, without Azure's bypass. */
async function look(world: World, registration: EventRegistration): Promise<void> {
  const { imsOrgId } = registration;
  const config = world.state.cmkConfigs.find(
    (one) => one.imsOrgId === imsOrgId && one.status === "COMPLETED",
  );
  const org = world.state.adobeOrgs.find((one) => one.imsOrgId === imsOrgId);
  if (!config || !org) return;
  const { keyVaultUri: vaultUri, keyName } = config;
  const ask = { vaultUri, keyName, appId: org.cmkAppId, callerAddress: ADOBE_ADDRESS, trustedService: false };
  const seen = await testKeyAccess(world, ask);
  const said = seen.ok ? null : kindOf(seen.reason);
  if (said === registration.saidOfKey) return;
  registration.saidOfKey = said;
  if (said) emit(world, registration, eventOf(world, registration, said));
  world.save();
}

const looked = new WeakMap<World, number>();

/** Adobe's monitor: says once that a key cannot be used any more, and again when that changes its kind. */
export async function monitorKeys(world: World): Promise<void> {
  if (Date.now() - (looked.get(world) ?? 0) < EVERY_MS) return;
  looked.set(world, Date.now());
  for (const registration of world.state.eventRegistrations ?? []) await look(world, registration);
}

/** Lets the monitor look at its next turn: something has changed. */
export function monitorSoon(world: World): void {
  looked.delete(world);
}
