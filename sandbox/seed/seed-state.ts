import type { Settings } from "../core/settings-types";
import type { State } from "../core/types";
import { DEFAULT_SETTINGS, signingKeyOf } from "../core/world";
import { adobeCredentials, adobeOrgs, careTickets, cmkConfigs, eventRegistrations } from "./adobe";
import { daysAgo } from "./days-ago";
import { accounts, apps, servicePrincipals, tenants } from "./directory";
import type { SeedKeys } from "./keys";
import { fixedId } from "./names";
import { roleAssignments, subscriptions } from "./roles";
import { keys } from "./vault-keys";
import { diagnosticSettings, locks, monitors, workspaces } from "./vault-watching";
import { hsms, localAssignments, resourceGroups, vaults } from "./vaults";

/** The two keys that I/O Events signs with. */
export function eventKeysOf({ eventsFirst, eventsSecond }: SeedKeys): { id: string; privateKey: string }[] {
  return [
    { id: fixedId("events:first"), privateKey: eventsFirst },
    { id: fixedId("events:second"), privateKey: eventsSecond },
  ];
}

/** The demo world: three organisations, one fresh, one complete, one half-way. */
export function seedState(
  material: SeedKeys,
  settings: Partial<Settings> = {},
  now: Date = new Date(),
): State {
  return structuredClone({
    version: 1,
    settings: { ...DEFAULT_SETTINGS, ...settings },
    signingKey: signingKeyOf(material.signing, fixedId("signing")),
    tenants,
    accounts,
    apps,
    servicePrincipals: servicePrincipals(daysAgo(now, 121)),
    subscriptions,
    resourceGroups,
    vaults: vaults(now),
    hsms: hsms(now),
    localAssignments: localAssignments(),
    keys: keys(now, material),
    roleAssignments: roleAssignments(daysAgo(now, 119)),
    locks,
    diagnosticSettings,
    monitors,
    workspaces,
    adobeOrgs,
    adobeCredentials,
    cmkConfigs: cmkConfigs(now),
    careTickets: careTickets(now),
    eventRegistrations,
    eventDeliveries: [],
    eventKeys: eventKeysOf(material),
    faults: [],
    authCodes: [],
    refreshTokens: [],
  } satisfies State);
}
