import type { Operation, ScriptedOperation } from "../cmk/plan";
import { KEY_VAULT_API_VERSION, keyBody, lastSegment, symbol, terraform } from "./format";
import { onHsm } from "./managed-hsm";
import { terraformHsm } from "./managed-hsm-templates";
import { terraformSetPolicy } from "./rotation";

type Create<Op extends Operation["op"]> = Extract<Operation, { op: Op }>;

/** A value as HCL: maps, lists and scalars. */
function hcl(value: unknown, indent = "  "): string {
  if (Array.isArray(value)) return `[${value.map((entry) => hcl(entry, indent)).join(", ")}]`;
  if (value !== null && typeof value === "object") {
    const rows = Object.entries(value).map(
      ([name, entry]) => `${indent}  ${name} = ${hcl(entry, `${indent}  `)}`,
    );
    return `{\n${rows.join("\n")}\n${indent}}`;
  }
  return typeof value === "string" ? terraform(value) : String(value);
}

function vault(operation: Create<"create-vault">, groups: string[]): string {
  const group = groups.includes(operation.resourceGroup)
    ? `azurerm_resource_group.${symbol(operation.resourceGroup)}.name`
    : terraform(operation.resourceGroup);
  return `resource "azurerm_key_vault" "${symbol(operation.name)}" {
  name                          = ${terraform(operation.name)}
  resource_group_name           = ${group}
  location                      = ${terraform(operation.location)}
  tenant_id                     = ${terraform(operation.tenantId)}
  sku_name                      = ${terraform(operation.sku)}
  rbac_authorization_enabled    = true
  purge_protection_enabled      = true
  soft_delete_retention_days    = ${operation.retentionDays}
  public_network_access_enabled = true

  network_acls {
    default_action = "Deny"
    bypass         = "AzureServices"
    ip_rules       = ${hcl(operation.ipRules)}
  }

  lifecycle {
    prevent_destroy = true
  }
}`;
}

function updateVault(operation: Create<"update-vault">): string {
  const { settings } = operation;
  const acls = {
    ...(settings.defaultAction ? { defaultAction: settings.defaultAction } : {}),
    ...(settings.bypassAzureServices ? { bypass: "AzureServices" } : {}),
    ...(settings.ipRules ? { ipRules: settings.ipRules.map((value) => ({ value })) } : {}),
  };
  const properties = {
    ...(settings.purgeProtection ? { enablePurgeProtection: true } : {}),
    ...(settings.rbac ? { enableRbacAuthorization: true } : {}),
    ...(settings.publicNetworkAccess ? { publicNetworkAccess: settings.publicNetworkAccess } : {}),
    ...(Object.keys(acls).length > 0 ? { networkAcls: acls } : {}),
  };
  return `# azapi changes the named properties and leaves the rest of the vault alone
resource "azapi_update_resource" "${symbol(operation.name)}" {
  type        = "Microsoft.KeyVault/vaults@${KEY_VAULT_API_VERSION}"
  resource_id = ${terraform(operation.vaultId)}
  body        = ${hcl({ properties })}
}`;
}

function recoverVault(operation: Create<"recover-vault">): string {
  const { location, tenantId, sku } = operation;
  const properties = { createMode: "recover", tenantId, sku: { family: "A", name: sku } };
  return `# Comes back with its keys, without its role assignments
resource "azapi_resource_action" "${symbol("recover", operation.name)}" {
  type        = "Microsoft.KeyVault/vaults@${KEY_VAULT_API_VERSION}"
  resource_id = ${terraform(operation.vaultId)}
  method      = "PUT"
  body        = ${hcl({ location, properties })}
}`;
}

function key(operation: Create<"create-key">, vaults: string[]): string {
  const parent = vaults.includes(operation.vaultName)
    ? `azurerm_key_vault.${symbol(operation.vaultName)}.id`
    : terraform(operation.vaultId);
  return `# Through Resource Manager: the vault's firewall stays closed
resource "azapi_resource" "${symbol("key", operation.name)}" {
  type      = "Microsoft.KeyVault/vaults/keys@${KEY_VAULT_API_VERSION}"
  name      = ${terraform(operation.name)}
  parent_id = ${parent}
  body      = ${hcl(keyBody(operation))}

  lifecycle {
    prevent_destroy = true
  }
}`;
}

function role(operation: Create<"assign-role">, vaults: string[], principals: string[]): string {
  const name = lastSegment(operation.scope);
  const scope = vaults.includes(name) ? `azurerm_key_vault.${symbol(name)}.id` : terraform(operation.scope);
  const principal =
    operation.principalId !== null
      ? terraform(operation.principalId)
      : `${principals.includes(operation.appId ?? "") ? "" : "data."}azuread_service_principal.${symbol("app", operation.appId ?? "")}.object_id`;
  return `# ${operation.roleName}, for ${operation.principalName.replaceAll("\n", " ")}
resource "azurerm_role_assignment" "${symbol(operation.roleName, operation.principalName)}" {
  scope              = ${scope}
  role_definition_id = "/providers/Microsoft.Authorization/roleDefinitions/${operation.roleDefinitionId}"
  principal_id       = ${principal}
  principal_type     = ${terraform(operation.principalType)}
}`;
}

/** Operations as one Terraform file (azurerm, with azapi and azuread where azurerm has no resource). */
export function renderTerraform(operations: ScriptedOperation[]): string {
  const groups = operations.flatMap((operation) =>
    operation.op === "create-resource-group" ? [operation.name] : [],
  );
  const vaults = operations.flatMap((operation) => (operation.op === "create-vault" ? [operation.name] : []));
  const principals = operations.flatMap((operation) =>
    operation.op === "create-service-principal" ? [operation.appId] : [],
  );
  const block = (operation: ScriptedOperation): string => {
    const hsm = onHsm(operation);
    if (hsm) return terraformHsm(hsm, (value) => hcl(value), principals);
    switch (operation.op) {
      case "register-provider":
        return `# azurerm registers ${operation.namespace} itself; where its resource_provider_registrations is "none", first: az provider register --wait --namespace ${operation.namespace}`;
      case "create-resource-group":
        return `resource "azurerm_resource_group" "${symbol(operation.name)}" {\n  name     = ${terraform(operation.name)}\n  location = ${terraform(operation.location)}\n}`;
      case "create-vault":
        return vault(operation, groups);
      case "update-vault":
        return updateVault(operation);
      case "assign-role":
        return role(operation, vaults, principals);
      case "create-key":
        return key(operation, vaults);
      case "create-service-principal":
        return `resource "azuread_service_principal" "${symbol("app", operation.appId)}" {\n  client_id    = ${terraform(operation.appId)}\n  use_existing = true\n}`;
      case "recover-vault":
        return recoverVault(operation);
      case "recover-key":
        return `# Terraform does not recover a deleted key that it did not make: ${operation.name}. Use Azure CLI or PowerShell.`;
      case "remove-role-assignment":
        return `# ${operation.roleName}, of a principal that does not exist any more: ${operation.principalId}
resource "azapi_resource_action" "${symbol("remove", lastSegment(operation.id))}" {
  type        = "Microsoft.Authorization/roleAssignments@2022-04-01"
  resource_id = ${terraform(operation.id)}
  method      = "DELETE"
}`;
      case "update-key":
        return `# Terraform does not manage versions of a key that it did not make: ${operation.name}. Use Azure CLI or PowerShell.`;
      case "set-rotation-policy":
        return terraformSetPolicy(operation);
      case "rotate-key":
        return `# Terraform cannot make a new version of a key that is there: ${operation.name}. Use Azure CLI or PowerShell.`;
      default:
        return operation satisfies never;
    }
  };
  const looked = operations.flatMap((operation) =>
    operation.op === "assign-role" &&
    operation.principalId === null &&
    !principals.includes(operation.appId ?? "")
      ? [
          `data "azuread_service_principal" "${symbol("app", operation.appId ?? "")}" {\n  client_id = ${terraform(operation.appId ?? "")}\n}`,
        ]
      : [],
  );
  return [...looked, ...operations.map(block)].join("\n\n");
}
