import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import type { AssignmentFacts } from "@/lib/cmk/facts";
import { assignmentName } from "./assignment-name";
import type { AzureClients } from "./clients";
import { isFailure } from "./errors";
import { askHsm, listFromHsm } from "./hsm-request";
import { PRINCIPAL_WAITS_MS } from "./limits";
import { evaluatePermissions, type PermissionRow } from "./permissions-match";
import type { AzureClient, Permissions } from "./ports";
import { parseHsmScope } from "./resource-id";

const ASSIGNMENTS = "/providers/Microsoft.Authorization/roleAssignments";
const DEFINITIONS = "/providers/Microsoft.Authorization/roleDefinitions";

const assignmentSchema = z.object({
  id: z.string(),
  name: z.string(),
  properties: z.object({ scope: z.string(), roleDefinitionId: z.string(), principalId: z.string() }),
});
type Assignment = z.output<typeof assignmentSchema>;

const words = z.array(z.string()).nullish();
const definitionSchema = z.object({
  name: z.string(),
  properties: z.object({
    permissions: z.array(
      z.object({ actions: words, notActions: words, dataActions: words, notDataActions: words }),
    ),
  }),
});

const prefixOf = (local: string) => (local === "/" ? "" : local);

/** A local assignment in Azure's form: its scope and id with the managed HSM's resource id before them. */
function mapped({ id, name, properties }: Assignment, hsmId: string): AssignmentFacts {
  const local = properties.scope.replace(/\/+$/, "");
  const path = /^(?:\/keys(?:\/[^/]+)?)?\/providers\//i.test(id) ? id : `${local}${ASSIGNMENTS}/${name}`;
  return {
    id: `${hsmId}${path}`,
    roleDefinitionId: (properties.roleDefinitionId.split("/").at(-1) ?? "").toLowerCase(),
    principalId: properties.principalId,
    // Local RBAC does not say what a principal is, nor when it was given the role.
    principalType: null,
    scope: `${hsmId}${local}`,
    condition: null,
    createdOn: null,
  };
}

/**
 * Local role assignments in effect at a scope of a managed HSM. A list at one scope leaves out those at others, so
 * the scopes above are asked, too. Source: Managed HSM, role management. Throws VendorError.
 */
export async function listLocalRoles(
  clients: AzureClients,
  scope: string,
  principalId?: string,
): Promise<AssignmentFacts[]> {
  const { id, name, local } = parseHsmScope(scope);
  const scopes = local === "/" ? ["/", "/keys"] : [...new Set(["/", "/keys", local])];
  const filter = principalId ? `&$filter=principalId eq '${principalId.replaceAll("'", "''")}'` : "";
  const found = new Map<string, AssignmentFacts>();
  for (const at of scopes) {
    const path = `${prefixOf(at)}${ASSIGNMENTS}?api-version=7.5${filter}`;
    for (const row of await listFromHsm(clients, name, path, assignmentSchema)) {
      const entry = mapped(row, id);
      const above = scopes.some(
        (wanted) => `${id}${prefixOf(wanted)}`.toLowerCase() === entry.scope.toLowerCase(),
      );
      if (above) found.set(entry.id.toLowerCase(), entry);
    }
  }
  return [...found.values()];
}

/** Gives a principal a local role; that it has it already is success. A principal unknown yet is waited for. */
export async function assignLocalRole(
  clients: AzureClients,
  { scope, principalId, roleDefinitionId }: Parameters<AzureClient["assignRole"]>[0],
): Promise<void> {
  const { name, local } = parseHsmScope(scope);
  const held = await listLocalRoles(clients, scope, principalId);
  if (held.some((entry) => entry.roleDefinitionId === roleDefinitionId.toLowerCase())) return;
  const path = `${prefixOf(local)}${ASSIGNMENTS}/${assignmentName(scope, principalId, roleDefinitionId)}?api-version=7.5`;
  const properties = {
    roleDefinitionId: `Microsoft.KeyVault${DEFINITIONS}/${roleDefinitionId}`,
    principalId,
  };
  for (let waits = 0; ; waits++) {
    try {
      await askHsm(clients, name, "PUT", path, z.unknown(), { properties });
      return;
    } catch (error) {
      if (isFailure(error, "conflict", "RoleAssignmentExists")) return;
      const wait = PRINCIPAL_WAITS_MS[waits];
      if (!isFailure(error, "absent", "PrincipalNotFound") || wait === undefined) throw error;
      await sleep(wait);
    }
  }
}

/** Takes a local assignment away, by its id. That it is gone already is success. Throws VendorError. */
export async function removeLocalRole(
  clients: AzureClients,
  { id, scope }: { id: string; scope: string },
): Promise<void> {
  const hsm = parseHsmScope(scope);
  const path = id.slice(hsm.id.length);
  try {
    await askHsm(clients, hsm.name, "DELETE", `${path}?api-version=7.5`, z.unknown());
  } catch (error) {
    if (!isFailure(error, "absent")) throw error;
  }
}

/**
 * What a person may do at a scope of a managed HSM, from the roles that it lists as theirs. What those do not allow,
 * a group's role might: then, and when the roles cannot be listed, it is not to be told (null). Throws VendorError.
 */
export async function localDataActions(
  clients: AzureClients,
  scope: string,
  objectId: string | undefined,
): Promise<Permissions["allowsDataAction"]> {
  if (!objectId) return () => null;
  const { name } = parseHsmScope(scope);
  try {
    const [all, definitions] = [
      await listLocalRoles(clients, scope),
      await listFromHsm(clients, name, `${DEFINITIONS}?api-version=7.5`, definitionSchema),
    ];
    const rowsOf = (held: AssignmentFacts[]): PermissionRow[] =>
      held.flatMap((entry) => {
        const role = definitions.find((one) => one.name.toLowerCase() === entry.roleDefinitionId);
        return role?.properties.permissions ?? [];
      });
    const own = evaluatePermissions(rowsOf(all.filter(({ principalId }) => principalId === objectId)));
    const others = evaluatePermissions(rowsOf(all.filter(({ principalId }) => principalId !== objectId)));
    return (action) => own.allowsDataAction(action) || (others.allowsDataAction(action) ? null : false);
  } catch (error) {
    // Every role that may change anything may also list roles: who may not, may do nothing here.
    if (isFailure(error, "refused")) return () => false;
    if (isFailure(error, "blocked")) return () => null;
    throw error;
  }
}
