import type { AssignmentFacts } from "../facts";
import type { PartInput } from "../input";
import type { PartId } from "../parts";
import { adobeApplicationId } from "../requirements/app";
import { roleScope } from "../requirements/role";
import { valueOf } from "../value-of";

/** The ids that one part works with, as far as they are known. */
export type ExpectedPart = {
  part: PartId;
  /** Adobe's application, and its service principal in the vault's tenant. */
  appId: string | null;
  principalId: string | null;
  /** Where roles are assigned: the vault, or the key in a managed HSM. */
  vaultId: string;
  resourceGroup: string;
  vault: string;
  key: string;
  location: string;
  assignments: AssignmentFacts[];
};

/** What an error of this organisation is compared with. */
export type Expected = {
  tenantId: string;
  subscriptionId: string;
  /** The signed-in person's object id; null for the worker. */
  personId: string | null;
  parts: ExpectedPart[];
  rolePropagationSeconds: number;
  now: string; // ISO 8601
};

function partOf(input: PartInput): ExpectedPart {
  const principal = valueOf(input.facts.principal);
  return {
    part: input.part,
    appId: adobeApplicationId(input),
    principalId: principal?.exists ? principal.objectId : null,
    vaultId: roleScope(input),
    resourceGroup: input.choices.vault.resourceGroup,
    vault: input.choices.vault.name,
    key: input.choices.key.name,
    location: input.choices.vault.location,
    assignments: valueOf(input.facts.assignments)?.list ?? [],
  };
}

/** The ids of an organisation, from the same input that the rules judge. At least one part. */
export function expectedOf(inputs: [PartInput, ...PartInput[]], personId: string | null): Expected {
  const [{ organisation, rolePropagationSeconds, now }] = inputs;
  return {
    tenantId: organisation.azureTenantId,
    subscriptionId: organisation.azureSubscriptionId,
    personId,
    parts: inputs.map(partOf),
    rolePropagationSeconds,
    now,
  };
}
