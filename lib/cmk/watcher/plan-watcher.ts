import type { AssignmentFacts } from "../facts";
import { AZURE_ROLES, MANAGED_HSM_ROLES } from "../ids";
import type { PartInput } from "../input";
import { covers, storeOf } from "../key-store";
import type { Operation, Plan } from "../plan";
import { planOf } from "../plans/make-plan";
import { vaultScope } from "../requirements/role";
import { valueOf } from "../value-of";
import type { Lack } from "./lacks";

/** The watching identity in the tenant of the vault. `objectId` null: it has no service principal there (yet). */
export type WatcherFacts = {
  appId: string;
  name: string;
  tenantId: string;
  /** null: Microsoft Graph did not say. */
  exists: boolean | null;
  objectId: string | null;
  /** Every role that it holds at the vault or above. */
  assignments: AssignmentFacts[];
};

type Role = { id: string; name: string; scope: string };

const READER = { id: AZURE_ROLES.reader, name: "Reader" };
const VAULT_READER = { id: AZURE_ROLES.keyVaultReader, name: "Key Vault Reader" };
const LOGS_READER = { id: AZURE_ROLES.logAnalyticsReader, name: "Log Analytics Reader" };
const AUDITOR = { id: MANAGED_HSM_ROLES.cryptoAuditor, name: "Managed HSM Crypto Auditor" };

/** Rights that Azure knows on a subscription alone. */
const OF_SUBSCRIPTION = [/^Microsoft\.Resources\/subscriptions\//, /^Microsoft\.Insights\/eventtypes\//];
/** The data plane knows no Reader: keys, deleted ones too, are seen with the role of its own. */
const OF_KEYS = /^Microsoft\.KeyVault\/vaults\/keys\//;
const OF_HSM = /^Microsoft\.KeyVault\/managedHsm\//;

/**
 * The narrowest place that is there. A vault that was deleted, or never made, has none of its own; a managed HSM takes
 * its local roles alone, so that Azure's are given on its resource group.
 */
function placeOf(input: PartInput): string {
  const vault = valueOf(input.facts.vault);
  const { azureSubscriptionId } = input.organisation;
  if (vault && !vault.exists) return `/subscriptions/${azureSubscriptionId}`;
  const scope = vaultScope(input);
  return storeOf(input) === "hsm" ? scope.replace(/\/providers\/.*$/i, "") : scope;
}

function workspaceOf(input: PartInput): string | null {
  const rows = valueOf(input.facts.monitoring)?.diagnostics ?? [];
  return rows.find(({ workspaceId }) => workspaceId !== null)?.workspaceId ?? null;
}

/** The least built-in role that carries a right, where it is needed; none for what no role of Azure gives. */
function roleFor({ right, way }: Lack, input: PartInput): Role | null {
  if (way !== "role") return null;
  const subscription = `/subscriptions/${input.organisation.azureSubscriptionId}`;
  if (right === LOGS_READER.name) {
    const workspace = workspaceOf(input);
    return workspace === null ? null : { ...LOGS_READER, scope: workspace };
  }
  if (OF_HSM.test(right)) return { ...AUDITOR, scope: vaultScope(input) };
  if (OF_KEYS.test(right)) return { ...VAULT_READER, scope: placeOf(input) };
  const wide = OF_SUBSCRIPTION.some((pattern) => pattern.test(right));
  return { ...READER, scope: wide ? subscription : placeOf(input) };
}

/** Each role once, and only at its widest place. */
function merged(roles: Role[]): Role[] {
  const widest = roles.filter(
    (role) =>
      !roles.some(
        (other) =>
          other.id === role.id && covers(other.scope, role.scope) && !covers(role.scope, other.scope),
      ),
  );
  return [...new Map(widest.map((role) => [`${role.id} ${role.scope.toLowerCase()}`, role])).values()];
}

const isHeld = (role: Role, held: readonly AssignmentFacts[]) =>
  held.some((entry) => entry.roleDefinitionId.toLowerCase() === role.id && covers(entry.scope, role.scope));

/** The roles that what is lacking needs: those to give, and those that are held already and have yet to work. */
export function watcherRoles(
  input: PartInput,
  lacks: readonly Lack[],
  { assignments }: Pick<WatcherFacts, "assignments">,
): { missing: Role[]; held: Role[] } {
  const needed = merged(lacks.flatMap((lack) => roleFor(lack, input) ?? []));
  return {
    missing: needed.filter((role) => !isHeld(role, assignments)),
    held: needed.filter((role) => isHeld(role, assignments)),
  };
}

/** What gives the watching identity the roles that it lacks: read-only ones, each at the narrowest place. */
export function watcherOperations(
  input: PartInput,
  lacks: readonly Lack[],
  watcher: WatcherFacts,
): Operation[] {
  const { missing } = watcherRoles(input, lacks, watcher);
  if (missing.length === 0) return [];
  const { appId, name, tenantId } = watcher;
  return [
    ...(watcher.exists === false ? [{ op: "create-service-principal" as const, tenantId, appId, name }] : []),
    ...missing.map((role) => ({
      op: "assign-role" as const,
      scope: role.scope,
      roleDefinitionId: role.id,
      roleName: role.name,
      principalId: watcher.objectId,
      principalName: name,
      principalType: "ServicePrincipal" as const,
      appId,
    })),
  ];
}

/** Where to look for what the watching identity holds: every place at which it might need a role. */
export function watcherScopes(input: PartInput, lacks: readonly Lack[]): string[] {
  return [...new Set(watcherRoles(input, lacks, { assignments: [] }).missing.map(({ scope }) => scope))];
}

/** The same as a plan. It counts as one of the step that is about access, so that nothing else changes it meanwhile. */
export function planWatcher(input: PartInput, lacks: readonly Lack[], watcher: WatcherFacts): Promise<Plan> {
  const step = input.part === "aep" ? "aep/role" : "cja/app-access";
  return planOf([step], watcherOperations(input, lacks, watcher));
}
