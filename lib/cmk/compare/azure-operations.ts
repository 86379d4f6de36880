/**
 * Which of Azure's operations can change what is seen of a subject. Activity Log names are resource provider
 * operations, those of the vault's own log are its operation names (Key Vault logging, "Operation names").
 */
const OPERATIONS: Record<string, RegExp> = {
  vault:
    /microsoft\.keyvault\/vaults\/(write|delete|action|accesspolicies|privateendpoint)|^vault(put|patch|delete|recover)/i,
  vaultKeys: /microsoft\.keyvault\/vaults\/keys|^key/i,
  key: /microsoft\.keyvault\/vaults\/keys|^key/i,
  keyVersions: /microsoft\.keyvault\/vaults\/keys|^key/i,
  principal: /serviceprincipal|microsoft\.(graph|aad)/i,
  assignments: /roleassignments/i,
  extensions: /roleassignments|diagnosticsettings/i,
  locks: /locks/i,
  denyAssignments: /denyassignments|blueprints|deploymentstacks/i,
  monitoring: /diagnosticsettings|microsoft\.insights|eventgrid|microsoft\.security/i,
  subscription: /microsoft\.(subscription|resources\/subscriptions)/i,
};

/** Whether an operation that Azure recorded can have changed what is seen of a subject. Refused ones change nothing. */
export function mayHaveChanged(
  subject: string,
  { operation, status }: { operation: string; status: string },
): boolean {
  return (
    !/fail|refus|denied|unauthorized|forbidden/i.test(status) &&
    (OPERATIONS[subject]?.test(operation) ?? false)
  );
}

/** Steps of Clavis that change a subject when they are applied. */
const STEPS: Record<string, readonly string[]> = {
  vault: ["vault"],
  vaultKeys: ["key"],
  key: ["key"],
  keyVersions: ["key"],
  principal: ["app", "app-access", "role"],
  assignments: ["role", "app-access", "key"],
  extensions: ["role", "app-access", "vault"],
  config: ["submit"],
  registration: ["app"],
};

/** Whether a step that Clavis applied (`aep/key`) can have changed a subject. */
export function stepMayHaveChanged(subject: string, step: string): boolean {
  return STEPS[subject]?.includes(step.split("/")[1] ?? "") ?? false;
}
