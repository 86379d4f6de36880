import type { Actor } from "./outcome";

/** Who usually holds a permission: whose move it is, and the narrowest built-in roles that carry it, narrowest first. */
export type PermissionHolders = { actor: Actor; roles: string[] };

const HOLDERS: [permission: RegExp, holders: PermissionHolders][] = [
  [
    /^Microsoft\.KeyVault\/(locations|register|vaults\/write)/,
    { actor: "vault-owner", roles: ["Key Vault Contributor", "Contributor", "Owner"] },
  ],
  [
    /^Microsoft\.KeyVault\/vaults\/(keys|keyrotationpolicies)\//,
    { actor: "vault-owner", roles: ["Key Vault Crypto Officer", "Key Vault Administrator"] },
  ],
  [
    /^Microsoft\.KeyVault\/managedHSMs\//,
    { actor: "vault-owner", roles: ["Managed HSM contributor", "Contributor", "Owner"] },
  ],
  [
    /^Microsoft\.KeyVault\/managedHsm\/roleAssignments\//,
    { actor: "vault-owner", roles: ["Managed HSM Policy Administrator", "Managed HSM Administrator"] },
  ],
  [
    /^Microsoft\.KeyVault\/managedHsm\/keys\/deletedKeys\//,
    { actor: "vault-owner", roles: ["Managed HSM Crypto Officer"] },
  ],
  [/^Microsoft\.KeyVault\/managedHsm\/keys\//, { actor: "vault-owner", roles: ["Managed HSM Crypto User"] }],
  [/^Microsoft\.Resources\//, { actor: "vault-owner", roles: ["Contributor", "Owner"] }],
  [
    /^Microsoft\.Authorization\/roleAssignments\//,
    {
      actor: "vault-owner",
      roles: [
        "Key Vault Data Access Administrator",
        "Role Based Access Control Administrator",
        "User Access Administrator",
        "Owner",
      ],
    },
  ],
  [
    /^Application\.ReadWrite\.All$/,
    {
      actor: "entra-administrator",
      roles: ["Cloud Application Administrator", "Application Administrator", "Global Administrator"],
    },
  ],
  [/^Manage Customer Managed Key$/, { actor: "adobe-administrator", roles: [] }],
];

/**
 * Who could do what a permission allows. Sources: Azure built-in roles, Entra built-in roles, Adobe's CMK pages
 * (where the permission is given in a role of AEP, so no built-in role is named).
 */
export function holdersOf(permission: string): PermissionHolders {
  const found = HOLDERS.find(([pattern]) => pattern.test(permission));
  return found?.[1] ?? { actor: "vault-owner", roles: [] };
}
