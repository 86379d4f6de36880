import type { KeyFacts } from "../facts";
import type { PartInput } from "../input";
import type { Operation, Plan } from "../plan";
import { policyInWords } from "../plans/changes";
import { planOf } from "../plans/make-plan";
import { vaultScope } from "../requirements/role";
import { valueOf } from "../value-of";
import { plusDays } from "./duration";
import { presentKey } from "./key-life";
import { laterExpiry, type PolicyVariant, policyFor, samePolicy } from "./proposal";
import { judgeKeyLife } from "./verdict";
import { judgeVersions, SAFE_AFTER_DAYS } from "./versions";

/** What can be done to a key that is in use. Never part of "apply all": each has its own preview and confirmation. */
export const MAINTENANCE_ACTIONS = ["set-policy", "extend-expiry", "enable-versions", "rotate"] as const;
export type MaintenanceAction = (typeof MAINTENANCE_ACTIONS)[number];
export type MaintenanceRequest = { action: MaintenanceAction; variant?: PolicyVariant | undefined };

function extend(input: PartInput, key: KeyFacts, to: string | null): Operation[] {
  if (to === null || key.version === null || key.expires === null || to <= key.expires) return [];
  return [
    {
      op: "update-key",
      vaultId: vaultScope(input),
      vaultUri: key.vaultUri,
      name: key.name,
      version: key.version,
      before: { expires: key.expires },
      expires: to,
    },
  ];
}

function setPolicy(input: PartInput, key: KeyFacts, variant: PolicyVariant | undefined): Operation[] {
  if (key.rotationPolicy === undefined) return [];
  const { proposal } = judgeKeyLife(key, [], input.now, variant);
  const policy = policyFor(variant ?? proposal?.variant ?? "no-expiry", key);
  const extended = extend(input, key, proposal?.extendTo ?? null);
  if (proposal === null || samePolicy(key.rotationPolicy, policy)) return extended;
  return [
    ...extended,
    {
      op: "set-rotation-policy",
      vaultId: vaultScope(input),
      vaultUri: key.vaultUri,
      name: key.name,
      before: policyInWords(key.rotationPolicy),
      policy,
    },
  ];
}

/** Versions that were disabled while data is still wrapped with them, enabled again. */
function enableVersions(input: PartInput, key: KeyFacts): Operation[] {
  const { versions = [] } = valueOf(input.facts.keyVersions) ?? {};
  return judgeVersions(key, versions, input.now, input.keyUses)
    .filter(({ state }) => state === "disabled-early")
    .map(({ version }) => ({
      op: "update-key",
      vaultId: vaultScope(input),
      vaultUri: key.vaultUri,
      name: key.name,
      version,
      before: { enabled: "disabled" },
      enabled: true,
    }));
}

/** The version that is replaced stays needed for 28 days: where it would expire before, it is given more time first. */
function rotate(input: PartInput, key: KeyFacts): Operation[] {
  if (key.version === null) return [];
  const ends = key.expires !== null && key.expires < plusDays(input.now, SAFE_AFTER_DAYS);
  return [
    ...(ends ? extend(input, key, laterExpiry(key, input.now)) : []),
    {
      op: "rotate-key",
      vaultId: vaultScope(input),
      vaultUri: key.vaultUri,
      name: key.name,
      version: key.version,
    },
  ];
}

/** What a maintenance action would do now. Empty when the key is not there, or there is nothing to do. */
export function maintenanceOperations(
  input: PartInput,
  { action, variant }: MaintenanceRequest,
): Operation[] {
  const key = presentKey(input);
  if (key === null) return [];
  if (action === "set-policy") return setPolicy(input, key, variant);
  if (action === "enable-versions") return enableVersions(input, key);
  return action === "rotate" ? rotate(input, key) : extend(input, key, laterExpiry(key, input.now));
}

/** The same as a plan, with the hash by which it is approved. */
export function planMaintenance(input: PartInput, request: MaintenanceRequest): Promise<Plan> {
  return planOf([`${input.part}/key`], maintenanceOperations(input, request));
}
