/** How long the vendors may take, in seconds, as this installation expects it. */
export type Windows = { rolePropagationSeconds: number; firewallPropagationSeconds: number };

/** Something that comes about by itself. Wording: `waiting.<reason>`. */
export const WAIT_REASONS = [
  "role-propagation",
  "own-role",
  "firewall",
  "dns",
  "adobe-test",
  "adobe-stores",
  "cooling-off",
  "running",
] as const;
export type WaitReason = (typeof WAIT_REASONS)[number];

type Wait = {
  /** Until when it is to be expected, in seconds; null: the vendor names no time. */
  seconds(windows: Windows): number | null;
  /** After how many seconds to stop merely waiting and to look at the causes; null: never. */
  patience(windows: Windows): number | null;
  /** What to look at then, most likely first. Wording: `waiting.<reason>.causes.<cause>`. */
  causes: readonly string[];
  /** Whether a vendor's page names the time (documented), or it is what this product allows (own). */
  basis: "documented" | "own";
  source: string | null;
};

const role = (windows: Windows) => windows.rolePropagationSeconds;
const firewall = (windows: Windows) => windows.firewallPropagationSeconds;
const DNS_SECONDS = 300;
const ADOBE_PATIENCE_SECONDS = 24 * 3600;
const ADOBE_CMK =
  "https://experienceleague.adobe.com/en/docs/experience-platform/landing/governance-privacy-security/customer-managed-keys/overview";
const ADOBE_CAUSES = ["checks", "role", "firewall", "key", "care"] as const;

/** Every wait that is known: how long, on whose word, and what to look at when it takes longer. */
export const WAITS: Record<WaitReason, Wait> = {
  "role-propagation": {
    seconds: role,
    patience: role,
    causes: ["principal", "scope", "condition", "deny"],
    basis: "documented",
    source: "https://learn.microsoft.com/azure/role-based-access-control/troubleshooting",
  },
  "own-role": {
    seconds: role,
    patience: role,
    causes: ["sign-in", "activate", "policies", "deny"],
    basis: "documented",
    source: "https://learn.microsoft.com/azure/role-based-access-control/troubleshooting",
  },
  firewall: {
    seconds: firewall,
    patience: firewall,
    causes: ["policy", "egress", "inert", "perimeter"],
    basis: "documented",
    source: "https://learn.microsoft.com/azure/key-vault/general/network-security",
  },
  dns: {
    seconds: () => DNS_SECONDS,
    patience: () => DNS_SECONDS,
    causes: ["azure-status", "activity-log", "again"],
    basis: "own",
    source: "https://learn.microsoft.com/rest/api/keyvault/keyvault/vaults/get",
  },
  "adobe-test": {
    seconds: () => null,
    patience: () => ADOBE_PATIENCE_SECONDS,
    causes: ADOBE_CAUSES,
    basis: "own",
    source: ADOBE_CMK,
  },
  "adobe-stores": {
    seconds: () => null,
    patience: () => ADOBE_PATIENCE_SECONDS,
    causes: ADOBE_CAUSES,
    basis: "own",
    source: ADOBE_CMK,
  },
  // Its end is the organisation's own policy; nothing is amiss, however long it is.
  "cooling-off": { seconds: () => null, patience: () => null, causes: [], basis: "own", source: null },
  running: { seconds: () => null, patience: () => null, causes: [], basis: "own", source: null },
};

const after = (since: string, seconds: number) => new Date(Date.parse(since) + seconds * 1000).toISOString();

/**
 * A wait that began at `since` (ISO 8601), as an outcome: with its expected end where there is one, and marked as
 * overdue once it has taken longer than it should.
 */
export function waitSince(reason: WaitReason, since: string | null, windows: Windows, now: string) {
  const wait = WAITS[reason];
  const seconds = wait.seconds(windows);
  const patience = wait.patience(windows);
  const until = since === null || seconds === null ? null : after(since, seconds);
  const overdue = since !== null && patience !== null && after(since, patience) <= now;
  return { kind: "waiting" as const, reason, since, until, ...(overdue ? { overdue: true as const } : {}) };
}

/** The codes by which a vault refuses somebody for whom a window may still be open. */
const CODES: Record<string, WaitReason> = {
  ForbiddenByRbac: "own-role",
  ForbiddenByFirewall: "firewall",
  ForbiddenByConnection: "firewall",
};

/** What to look at when a vault refuses with this code, and the window for it is over. Empty for any other code. */
export function causesOf(code: string | null): { reason: WaitReason; causes: readonly string[] } | null {
  const reason = code === null ? undefined : CODES[code];
  return reason ? { reason, causes: WAITS[reason].causes } : null;
}
