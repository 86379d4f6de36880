import type { AssignmentFacts, ExtensionFacts } from "@/lib/cmk/facts";
import { AZURE_ROLES } from "@/lib/cmk/ids";
import type { PartInput } from "@/lib/cmk/input";
import { evaluatePart } from "@/lib/cmk/progress";
import type { Remembered } from "@/lib/cmk/recovery/remembered";
import { samplePrincipal, sampleVault } from "@/test/sample-input";

export const VAULT = sampleVault();
export const PRINCIPAL = samplePrincipal();
export const OLD = "aaaaaaaa-0000-4000-8000-0000000000ff";
export const EARLIER = "2026-11-20T12:00:00.000Z";
export const LATER = "2026-11-23T13:00:00.000Z";
export const ENCRYPTION = AZURE_ROLES.keyVaultCryptoServiceEncryptionUser;
export const actor = { objectId: "person", name: "Ada", mayCreateKeys: true };
export const context = { actor, resourceGroupExists: true };

export function assignment(changes: Partial<AssignmentFacts> = {}): AssignmentFacts {
  return {
    id: `${VAULT.id}/providers/Microsoft.Authorization/roleAssignments/${changes.principalId ?? OLD}`,
    roleDefinitionId: ENCRYPTION,
    principalId: OLD,
    principalType: "ServicePrincipal",
    scope: VAULT.id,
    condition: null,
    createdOn: "2026-01-01T00:00:00.000Z",
    ...changes,
  };
}

export const extensions = (changes: Partial<ExtensionFacts> = {}): ExtensionFacts => ({
  vaultId: VAULT.id,
  roleAssignments: [assignment()],
  absentPrincipals: [OLD],
  diagnosticSettings: [],
  ...changes,
});

const nothing: Remembered = { owners: {}, lost: null, vault: null, extensions: null, key: null };
export const remember = (changes: Partial<Remembered>) => ({ remembered: { ...nothing, ...changes } });
export const stateOf = (input: PartInput, step: string) =>
  evaluatePart(input).steps.find(({ id }) => id === step) ?? { outcome: null, requirements: [] };
export const reasonOf = (input: PartInput, step: string, id: string) =>
  stateOf(input, step).requirements.find((requirement) => requirement.id === id);
