import type { RotationPolicy } from "../facts";
import { STORE_ACTIONS, storeOfId } from "../key-store";
import type { Change, Operation } from "../plan";

const needs = (id: string) => STORE_ACTIONS[storeOfId(id)];

function created(
  resource: string,
  permission: string,
  rows: [property: string, after: string, reversible?: boolean][],
): Change[] {
  return rows.map(([property, after, reversible = true]) => ({
    action: "create",
    resource,
    property,
    before: null,
    after,
    reversible,
    permission,
  }));
}

function updated(
  resource: string,
  permission: string,
  before: Record<string, string>,
  after: Record<string, string>,
  oneWay: string[],
): Change[] {
  return Object.entries(after).map(([property, value]) => ({
    action: "update",
    resource,
    property,
    before: before[property] ?? null,
    after: value,
    reversible: !oneWay.includes(property),
    permission,
  }));
}

function restored(name: string, property: "vault" | "key", permission: string): Change {
  const after = { property, before: "soft-deleted", after: name, reversible: true, permission };
  return { action: "update", resource: name, ...after };
}

const words = (value: unknown): string =>
  value === true ? "on" : value === null ? "none" : Array.isArray(value) ? value.join(", ") : String(value);

function settingsInWords(settings: object): Record<string, string> {
  return Object.fromEntries(Object.entries(settings).map(([property, value]) => [property, words(value)]));
}

/** A rotation policy as rows of a preview, by the names of `properties`. */
export function policyInWords(policy: RotationPolicy | null): Record<string, string> {
  const rotates = policy?.rotateBefore ? `${policy.rotateBefore} before expiry` : policy?.rotateAfter;
  return {
    rotation: rotates ?? "none",
    newVersionsExpire: policy?.expiryTime ?? "none",
    notifyBefore: policy?.notifyBefore ?? "none",
  };
}

/** The preview of one operation, row by row. */
export function changesOf(operation: Operation): Change[] {
  switch (operation.op) {
    case "register-provider":
      return created(operation.subscriptionId, `${operation.namespace}/register/action`, [
        ["provider", operation.namespace],
      ]);
    case "create-resource-group":
      return created(operation.name, "Microsoft.Resources/subscriptions/resourceGroups/write", [
        ["resourceGroup", operation.name],
        ["location", operation.location],
      ]);
    case "create-vault":
      return created(operation.name, STORE_ACTIONS.vault.write, [
        ["vault", operation.name],
        ["location", operation.location],
        ["tier", operation.sku],
        ["retention", String(operation.retentionDays), false],
        ["purgeProtection", "on", false],
        ["rbac", "Azure RBAC"],
        ["firewall", `deny; trusted services; ${operation.ipRules.join(", ")}`],
      ]);
    case "update-vault":
      return updated(
        operation.name,
        needs(operation.vaultId).write,
        operation.before,
        settingsInWords(operation.settings),
        ["purgeProtection"],
      );
    case "assign-role":
      return created(operation.principalName, needs(operation.scope).assignRole, [
        ["role", operation.roleName],
        ["scope", operation.scope],
      ]);
    case "create-key":
      return created(operation.name, needs(operation.vaultId).createKey, [
        ["key", operation.name],
        ["type", `${operation.type} ${operation.size}`, false],
        ["operations", operation.operations.join(", ")],
        ["rotation", operation.rotateAfter],
      ]);
    case "update-key": {
      const { enabled, operations, notBefore, expires } = operation;
      const after = settingsInWords({
        ...(enabled ? { enabled: "enabled" } : {}),
        ...(operations ? { operations } : {}),
        ...(notBefore === null ? { notBefore: "now" } : {}),
        ...(expires ? { expires } : {}),
      });
      return updated(operation.name, needs(operation.vaultId).updateKey, operation.before, after, []);
    }
    case "set-rotation-policy":
      return updated(
        operation.name,
        needs(operation.vaultId).setPolicy,
        operation.before,
        policyInWords(operation.policy),
        [],
      );
    case "rotate-key":
      return updated(
        operation.name,
        needs(operation.vaultId).rotateKey,
        { keyVersion: operation.version, oldVersion: "enabled" },
        { keyVersion: "new version", oldVersion: "enabled" },
        ["keyVersion"],
      );
    case "create-service-principal":
      return created(operation.name, "Application.ReadWrite.All", [
        ["servicePrincipal", operation.appId],
        ["tenant", operation.tenantId],
      ]);
    case "recover-vault":
      return [restored(operation.name, "vault", needs(operation.vaultId).write)];
    case "recover-key":
      return [restored(operation.name, "key", needs(operation.vaultId).recoverKey)];
    case "remove-role-assignment":
      return [
        {
          action: "remove",
          resource: operation.principalId,
          property: "role",
          before: operation.roleName,
          after: "none",
          reversible: true,
          permission: needs(operation.scope).removeRole,
        },
      ];
    case "submit-key":
      return [
        { property: "configuration", after: operation.configName },
        { property: "keyIdentifier", after: operation.keyIdentifier },
      ].map(({ property, after }) => ({
        action: "send" as const,
        resource: operation.imsOrgId,
        property,
        before: null,
        after,
        reversible: false,
        permission: "Manage Customer Managed Key",
      }));
    default:
      return operation satisfies never;
  }
}
