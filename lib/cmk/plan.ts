import type { KeyChoice } from "./choices";
import type { RotationPolicy } from "./facts";
import type { StepKey } from "./parts";

/** The state a vault is brought to. Fields left out stay as they are. */
export type VaultSettings = {
  softDelete?: true;
  purgeProtection?: true;
  rbac?: true;
  publicNetworkAccess?: "Enabled";
  defaultAction?: "Allow" | "Deny";
  bypassAzureServices?: true;
  /** Complete list after the change. */
  ipRules?: string[];
};

/** One call that changes something, complete enough to be made, previewed, and written as a script. */
export type Operation =
  | { op: "register-provider"; subscriptionId: string; namespace: "Microsoft.KeyVault" }
  | { op: "create-resource-group"; subscriptionId: string; name: string; location: string }
  | {
      op: "create-vault";
      subscriptionId: string;
      tenantId: string;
      resourceGroup: string;
      name: string;
      location: string;
      sku: "standard" | "premium";
      retentionDays: number;
      ipRules: string[];
    }
  | {
      op: "update-vault";
      vaultId: string;
      name: string;
      before: Record<string, string>;
      settings: VaultSettings;
    }
  | {
      op: "assign-role";
      scope: string;
      roleDefinitionId: string;
      roleName: string;
      /** null: the principal is made by an earlier operation of the same plan. */
      principalId: string | null;
      principalName: string;
      principalType: "User" | "Group" | "ServicePrincipal";
      appId: string | null;
    }
  | {
      op: "create-key";
      vaultId: string;
      vaultName: string;
      name: string;
      type: "RSA" | "RSA-HSM";
      size: KeyChoice["size"];
      operations: string[];
      rotateAfter: string; // ISO 8601 duration
    }
  | {
      op: "update-key";
      vaultId: string;
      vaultUri: string;
      name: string;
      version: string;
      before: Record<string, string>;
      enabled?: true;
      operations?: string[];
      /** null lets the key start now: Key Vault can move the date, but not take it away. */
      notBefore?: null;
      /** A later date than the one that is set, ISO 8601: Key Vault cannot take an expiry away. */
      expires?: string;
    }
  | {
      op: "set-rotation-policy";
      vaultId: string;
      vaultUri: string;
      name: string;
      before: Record<string, string>;
      policy: RotationPolicy;
    }
  | {
      op: "rotate-key";
      vaultId: string;
      vaultUri: string;
      name: string;
      /** The version that is replaced: when another one is the newest, the key was rotated already. */
      version: string;
    }
  | { op: "create-service-principal"; tenantId: string; appId: string; name: string }
  | {
      op: "recover-vault";
      vaultId: string; // where it was, and is again afterwards
      subscriptionId: string;
      tenantId: string;
      resourceGroup: string;
      name: string;
      location: string;
      /** Azure asks for it again and keeps what the vault had. A managed HSM comes back with its local roles. */
      sku: "standard" | "premium" | "managed-hsm";
    }
  | { op: "recover-key"; vaultId: string; vaultUri: string; name: string }
  | {
      /** Only ever for a principal that Graph no longer knows, and for Adobe's role on the vault itself. */
      op: "remove-role-assignment";
      id: string;
      scope: string;
      roleDefinitionId: string;
      roleName: string;
      principalId: string;
    }
  | { op: "submit-key"; imsOrgId: string; region: string; configName: string; keyIdentifier: string };

/** What may be handed over as a script. Sending the key to Adobe is not: it needs the confirmation and the trail. */
export type ScriptedOperation = Exclude<Operation, { op: "submit-key" }>;

/** One row of a preview: a property before and after. Wording: `properties.<property>`. */
export type Change = {
  action: "create" | "update" | "remove" | "send";
  resource: string;
  property: string;
  before: string | null;
  after: string;
  reversible: boolean;
  /** What the person needs for it: an Azure action, a Graph permission or Adobe's permission. */
  permission: string;
};

/** What applying a step (or several) would do. Empty operations: nothing to do. */
export type Plan = {
  steps: StepKey[];
  operations: Operation[];
  changes: Change[];
  /** SHA-256 of the operations in canonical form, hex. What was previewed is what is applied, or nothing is. */
  hash: string;
};
