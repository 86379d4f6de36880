import type { AssignmentFacts, ExtensionFacts, VaultFacts } from "../facts";
import type { PartInput } from "../input";
import { STORE_ROLES, storeOf, storeOfId } from "../key-store";
import { vaultScope } from "../requirements/role";
import { valueOf } from "../value-of";

type Diagnostic = NonNullable<ExtensionFacts["diagnosticSettings"]>[number];

/** What a vault had before it was deleted and does not have (or, while deleted, will not have) afterwards. */
export type Losses = {
  state: "deleted" | "recovered";
  /** Everybody's but Adobe's own: Adobe's role is part of the plan. */
  roles: AssignmentFacts[];
  diagnosticSettings: Diagnostic[];
  /** Settings of the vault itself that differ; only to be told once it is back. */
  settings: { property: string; before: string; now: string }[];
};

const same = (left: string, right: string) => left.toLowerCase() === right.toLowerCase();

const SETTINGS: [property: string, read: (vault: VaultFacts) => unknown][] = [
  ["tier", (vault) => vault.sku],
  ["purgeProtection", (vault) => vault.purgeProtection ?? false],
  ["rbac", (vault) => vault.rbac ?? false],
  ["publicNetworkAccess", (vault) => vault.publicNetworkAccess],
  ["defaultAction", (vault) => vault.defaultAction],
  ["bypassAzureServices", (vault) => vault.bypassAzureServices],
  ["ipRules", (vault) => vault.ipRules.join(", ") || "none"],
];

function settingsThatDiffer(before: VaultFacts | null, now: VaultFacts): Losses["settings"] {
  if (before === null) return [];
  return SETTINGS.flatMap(([property, read]) => {
    const [was, is] = [String(read(before)), String(read(now))];
    return was === is ? [] : [{ property, before: was, now: is }];
  });
}

function isAdobes(input: PartInput, entry: AssignmentFacts): boolean {
  const principal = valueOf(input.facts.principal);
  const own = principal?.exists === true && same(entry.principalId, principal.objectId);
  return own && entry.roleDefinitionId === STORE_ROLES[storeOf(input)].adobe.id;
}

/**
 * What deleting the chosen vault takes (or took) from it, by comparison with the last look before. null when it was
 * not deleted, when nothing is missing, or when nobody has looked since it came back.
 */
export function lossesOf(input: PartInput): Losses | null {
  const { remembered } = input;
  const vault = valueOf(input.facts.vault);
  if (!remembered || !vault) return null;
  const scope = vaultScope(input);
  const isHsm = storeOfId(scope) === "hsm";
  const snapshot =
    remembered.extensions && same(remembered.extensions.value.vaultId, scope)
      ? remembered.extensions.value
      : null;
  const before = remembered.vault && same(remembered.vault.value.id, scope) ? remembered.vault.value : null;
  const roles = (snapshot?.roleAssignments ?? []).filter(
    (entry) => !isAdobes(input, entry) && !snapshot?.absentPrincipals.includes(entry.principalId),
  );
  const logs = snapshot?.diagnosticSettings ?? [];
  if (!vault.exists)
    return vault.softDeleted && snapshot
      ? // A managed HSM keeps its roles inside, and brings them back.
        { state: "deleted", roles: isHsm ? [] : roles, diagnosticSettings: logs, settings: [] }
      : null;
  const { lost } = remembered;
  if (!lost || !(lost.value.place && same(lost.value.place.id, vault.id))) return null;
  const now = input.facts.extensions;
  if (!now || !("value" in now) || now.at <= lost.at || !same(now.value.vaultId, vault.id)) return null;
  const has = (entry: AssignmentFacts) =>
    now.value.roleAssignments.some(
      (other) =>
        same(other.principalId, entry.principalId) && same(other.roleDefinitionId, entry.roleDefinitionId),
    );
  const kept = now.value.diagnosticSettings;
  const losses: Losses = {
    state: "recovered",
    roles: roles.filter((entry) => !has(entry)),
    diagnosticSettings:
      kept === null ? [] : logs.filter(({ name }) => !kept.some((one) => same(one.name, name))),
    settings: settingsThatDiffer(before, vault),
  };
  const count = losses.roles.length + losses.diagnosticSettings.length + losses.settings.length;
  return count > 0 ? losses : null;
}
