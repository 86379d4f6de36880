import { createPublicKey, generateKeyPairSync, randomUUID } from "node:crypto";
import type { Settings } from "./settings-types";
import type { State, World } from "./types";

export const DEFAULT_SETTINGS: Settings = {
  clockOffsetMs: 0,
  latencyMs: 0,
  roleDelayMs: 6000,
  principalDelayMs: 2000,
  dnsDelayMs: 1500,
  firewallDelayMs: 0,
  enablementStageMs: 5000,
  logDelayMs: 0,
  keyUseMs: 300_000,
  clientAddress: "203.0.113.77",
};

/** The authority's signing key from a private key in PEM form. */
export function signingKeyOf(privateKey: string, kid: string = randomUUID()): State["signingKey"] {
  const publicJwk = createPublicKey(privateKey).export({ format: "jwk" });
  return { kid, privateKey, publicJwk: { ...publicJwk, kid, use: "sig", alg: "RS256" } };
}

/** A world with nobody and nothing in it, for tests that fill in their own. */
export function emptyState(settings: Partial<Settings> = {}): State {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return {
    version: 1,
    settings: { ...DEFAULT_SETTINGS, ...settings },
    signingKey: signingKeyOf(privateKey.export({ type: "pkcs8", format: "pem" }).toString()),
    tenants: [],
    accounts: [],
    apps: [],
    servicePrincipals: [],
    subscriptions: [],
    resourceGroups: [],
    vaults: [],
    keys: [],
    roleAssignments: [],
    locks: [],
    diagnosticSettings: [],
    adobeOrgs: [],
    adobeCredentials: [],
    cmkConfigs: [],
    careTickets: [],
    faults: [],
    authCodes: [],
    refreshTokens: [],
  };
}

type Options = {
  /** What the world begins with, and what a reset goes back to. */
  seed?: State;
  /** What the world is like now, when it was kept from an earlier run. */
  kept?: State | null;
  onSave?: (state: State) => void;
};

/** A world in memory; `onSave` is told after every change. */
export function createWorld({ seed = emptyState(), kept = null, onSave }: Options = {}): World {
  const world: World = {
    state: kept ?? structuredClone(seed),
    now: () => new Date(Date.now() + world.state.settings.clockOffsetMs),
    save: () => onSave?.(world.state),
    reset: () => {
      // Sessions of signed-in people outlive a reset: the accounts are the same ones. So does where events go.
      const { refreshTokens, signingKey, eventRegistrations = [] } = world.state;
      world.state = { ...structuredClone(seed), refreshTokens, signingKey };
      for (const one of world.state.eventRegistrations ?? []) {
        const before = eventRegistrations.find(({ registrationId }) => registrationId === one.registrationId);
        if (before) Object.assign(one, { webhookUrl: before.webhookUrl, status: before.status });
      }
      world.save();
    },
  };
  return world;
}
