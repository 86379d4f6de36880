import type { AssignmentFacts, SoftDeletedFacts } from "../facts";
import { AZURE_ROLES } from "../ids";
import type { PartInput } from "../input";
import type { Operation } from "../plan";
import { valueOf } from "../value-of";
import { type Losses, lossesOf } from "./losses";

const ROLE_NAMES: Record<string, string> = {
  [AZURE_ROLES.keyVaultCryptoServiceEncryptionUser]: "Key Vault Crypto Service Encryption User",
  [AZURE_ROLES.keyVaultCryptoOfficer]: "Key Vault Crypto Officer",
  [AZURE_ROLES.keyVaultAdministrator]: "Key Vault Administrator",
  [AZURE_ROLES.keyVaultReader]: "Key Vault Reader",
  [AZURE_ROLES.keyVaultDataAccessAdministrator]: "Key Vault Data Access Administrator",
};

/** A deleted vault, or what one has not got back after its recovery. Times in ISO 8601. */
export type Recovery = {
  state: Losses["state"];
  deletedOn: string | null;
  purgeOn: string | null;
  subscriptionName: string | null;
  resourceGroup: string | null;
  location: string | null;
  roles: { role: string; principalId: string; principalType: string | null }[];
  diagnosticSettings: { name: string; sink: string | null }[];
  settings: Losses["settings"];
};

const nameOf = (entry: AssignmentFacts) =>
  ROLE_NAMES[entry.roleDefinitionId.toLowerCase()] ?? entry.roleDefinitionId;

/** What to show of a deletion: null when the vault was not deleted, or everything is back. */
export function recoveryOf(input: PartInput): Recovery | null {
  const vault = valueOf(input.facts.vault);
  const losses = lossesOf(input);
  const deleted: SoftDeletedFacts | null =
    (vault && !vault.exists ? vault.softDeleted : null) ??
    (losses ? (input.remembered?.lost?.value ?? null) : null);
  if (!vault || !deleted || (vault.exists && !losses)) return null;
  return {
    state: vault.exists ? "recovered" : "deleted",
    deletedOn: deleted.deletedOn,
    purgeOn: deleted.purgeOn,
    subscriptionName: deleted.place?.subscriptionName ?? null,
    resourceGroup: deleted.place?.resourceGroup ?? null,
    location: deleted.place?.location ?? null,
    roles: (losses?.roles ?? []).map((entry) => ({
      role: nameOf(entry),
      principalId: entry.principalId,
      principalType: entry.principalType ?? null,
    })),
    diagnosticSettings: (losses?.diagnosticSettings ?? []).map(({ name, sink }) => ({ name, sink })),
    settings: losses?.settings ?? [],
  };
}

/** The lost role assignments as operations, to be written as a script: Clavis gives nobody's role back by itself. */
export function lostRoles(input: PartInput): Operation[] {
  return (lossesOf(input)?.roles ?? []).map((entry) => ({
    op: "assign-role",
    scope: entry.scope,
    roleDefinitionId: entry.roleDefinitionId,
    roleName: nameOf(entry),
    principalId: entry.principalId,
    principalName: entry.principalId,
    principalType: principalType(entry.principalType),
    appId: null,
  }));
}

function principalType(told: string | null | undefined): "User" | "Group" | "ServicePrincipal" {
  return told === "Group" || told === "ServicePrincipal" ? told : "User";
}
