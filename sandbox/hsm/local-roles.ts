import type { Guid } from "../core/types";

/** A built-in role of Managed HSM's own RBAC. */
export type LocalRole = { id: Guid; roleName: string; dataActions: string[] };

const PREFIX = "Microsoft.KeyVault/managedHsm";
const actions = (...names: string[]) => names.map((name) => `${PREFIX}/${name}`);
const READ_ROLES = ["roleAssignments/read/action", "roleDefinitions/read/action"];
const MANAGE_ROLES = [
  ...READ_ROLES,
  "roleAssignments/write/action",
  "roleAssignments/delete/action",
  "roleDefinitions/write/action",
  "roleDefinitions/delete/action",
];

/** After Microsoft's table of local RBAC built-in roles, without backup, restore and release. */
export const LOCAL_ROLES: readonly LocalRole[] = [
  {
    id: "a290e904-7015-4bba-90c8-60543313cdb4",
    roleName: "Managed HSM Administrator",
    dataActions: actions("securitydomain/*", "backup/*", "restore/*", ...MANAGE_ROLES),
  },
  {
    id: "515eb02d-2335-4d2d-92f2-b1cbdf9c3778",
    roleName: "Managed HSM Crypto Officer",
    dataActions: actions(
      "keys/deletedKeys/read/action",
      "keys/deletedKeys/recover/action",
      "keys/deletedKeys/delete",
      "keys/export/action",
      ...MANAGE_ROLES,
    ),
  },
  {
    id: "21dbd100-6940-42c2-9190-5d6cb909625b",
    roleName: "Managed HSM Crypto User",
    dataActions: actions(
      ...["read", "write", "rotate", "backup", "restore", "release", "import"].map(
        (verb) => `keys/${verb}/action`,
      ),
      ...["encrypt", "decrypt", "wrap", "unwrap", "sign", "verify"].map((verb) => `keys/${verb}/action`),
      "keys/create",
      "keys/delete",
      ...READ_ROLES,
    ),
  },
  {
    id: "4bd23610-cdcf-4971-bdee-bdc562cc28e4",
    roleName: "Managed HSM Policy Administrator",
    dataActions: actions(...MANAGE_ROLES),
  },
  {
    id: "2c18b078-7c48-4d3a-af88-5a3a1b3f82b3",
    roleName: "Managed HSM Crypto Auditor",
    dataActions: actions("keys/read/action", ...READ_ROLES),
  },
  {
    id: "33413926-3206-4cdd-b39a-83574fe37a17",
    roleName: "Managed HSM Crypto Service Encryption User",
    dataActions: actions("keys/read/action", "keys/wrap/action", "keys/unwrap/action"),
  },
];

export function findLocalRole(id: string): LocalRole | undefined {
  return LOCAL_ROLES.find((role) => role.id === id.toLowerCase());
}
