import { KEY_VAULT_API_VERSION, symbol, terraform } from "./format";
import { type HsmOperation, hsmOf } from "./managed-hsm";
import type { Links, PortalStep } from "./portal-vault";

/** One operation on a managed HSM for Terraform; `hcl` writes a value, `made` are applications of the same file. */
export function terraformHsm(
  operation: HsmOperation,
  hcl: (value: unknown) => string,
  made: string[],
): string {
  const { id, name, local } = hsmOf(operation);
  switch (operation.op) {
    case "update-vault": {
      const { purgeProtection, publicNetworkAccess, defaultAction, bypassAzureServices, ipRules } =
        operation.settings;
      const acls = {
        ...(defaultAction ? { defaultAction } : {}),
        ...(bypassAzureServices ? { bypass: "AzureServices" } : {}),
        ...(ipRules ? { ipRules: ipRules.map((value) => ({ value })) } : {}),
      };
      const properties = {
        ...(purgeProtection ? { enablePurgeProtection: true } : {}),
        ...(publicNetworkAccess ? { publicNetworkAccess } : {}),
        ...(Object.keys(acls).length > 0 ? { networkAcls: acls } : {}),
      };
      return `# azapi changes the named properties and leaves the rest of the managed HSM alone
resource "azapi_update_resource" "${symbol(name)}" {
  type        = "Microsoft.KeyVault/managedHSMs@${KEY_VAULT_API_VERSION}"
  resource_id = ${terraform(id)}
  body        = ${hcl({ properties })}
}`;
    }
    case "assign-role": {
      const { principalId, appId, roleDefinitionId, roleName, principalName } = operation;
      const data = made.includes(appId ?? "") ? "" : "data.";
      const found = `${data}azuread_service_principal.${symbol("app", appId ?? "")}.object_id`;
      const seed = `${id}${local} ${principalId ?? `\${${found}}`} ${roleDefinitionId}`.toLowerCase();
      return `# ${roleName}, for ${principalName.replaceAll("\n", " ")}
resource "azurerm_key_vault_managed_hardware_security_module_role_assignment" "${symbol(roleName, principalName)}" {
  managed_hsm_id     = ${terraform(id)}
  name               = uuidv5("oid", "${seed}")
  scope              = ${terraform(local)}
  role_definition_id = "/Microsoft.KeyVault/providers/Microsoft.Authorization/roleDefinitions/${roleDefinitionId}"
  principal_id       = ${principalId ? terraform(principalId) : found}
}`;
    }
    case "create-key":
      return `resource "azurerm_key_vault_managed_hardware_security_module_key" "${symbol("key", operation.name)}" {
  managed_hsm_id = ${terraform(id)}
  name           = ${terraform(operation.name)}
  key_type       = ${terraform(operation.type)}
  key_size       = ${operation.size}
  key_opts       = [${operation.operations.map(terraform).join(", ")}]

  lifecycle {
    prevent_destroy = true
  }
}`;
    case "recover-vault":
      return `# Comes back with its keys and local roles
resource "azapi_resource_action" "${symbol("recover", name)}" {
  type        = "Microsoft.KeyVault/managedHSMs@${KEY_VAULT_API_VERSION}"
  resource_id = ${terraform(id)}
  method      = "PUT"
  body        = ${hcl({
    location: operation.location,
    sku: { family: "B", name: "Standard_B1" },
    properties: { createMode: "recover", tenantId: operation.tenantId },
  })}
}`;
    case "recover-key":
      return `# Terraform does not recover a deleted key that it did not make: ${operation.name}. Use Azure CLI or PowerShell.`;
    case "remove-role-assignment":
      return `# Terraform does not remove a local role that it did not give: ${operation.principalId}. Use Azure CLI or PowerShell.`;
  }
}

const NOT_BICEP: Record<HsmOperation["op"], string> = {
  "update-vault":
    "A template writes the whole managed HSM; change an existing one with Azure CLI or PowerShell",
  "assign-role":
    "Local roles are the managed HSM's own, and no template reaches them; use Azure CLI or PowerShell",
  "create-key": "A managed HSM does not trust templates with its keys; use Azure CLI or PowerShell",
  "recover-vault":
    "A template that recovers a managed HSM has to say all of it again; use Azure CLI or PowerShell",
  "recover-key": "A template cannot recover a deleted key; use Azure CLI or PowerShell",
  "remove-role-assignment": "A template removes nothing; use Azure CLI or PowerShell",
};

/** Why Bicep cannot do it, with what it is about. */
export function bicepHsm(operation: HsmOperation): string {
  const { name } = hsmOf(operation);
  const what = operation.op === "assign-role" ? `${operation.roleName} for ${operation.principalName}` : name;
  return `// ${NOT_BICEP[operation.op]}: ${what.replaceAll("\n", " ")}`;
}

/** One operation on a managed HSM in the portal. */
export function portalHsm(operation: HsmOperation, links: Links): PortalStep {
  const { id, name, local } = hsmOf(operation);
  const link = links.resource(id, "overview");
  switch (operation.op) {
    case "update-vault": {
      const { purgeProtection, publicNetworkAccess, defaultAction, bypassAzureServices, ipRules } =
        operation.settings;
      return {
        title: `Change the managed HSM ${name}`,
        link,
        todo: [
          ...(purgeProtection
            ? ["Properties: enable purge protection (it cannot be turned off again), and save."]
            : []),
          ...(publicNetworkAccess || defaultAction === "Deny"
            ? ["Networking: allow public access from specific networks and addresses."]
            : []),
          ...(ipRules
            ? [`Networking, IP addresses: the list is ${ipRules.join(", ")}. Remove none of them.`]
            : []),
          ...(bypassAzureServices
            ? ["Networking: allow trusted Microsoft services to bypass this firewall."]
            : []),
        ],
      };
    }
    case "assign-role":
      return {
        title: `Give ${operation.roleName} in ${name} to ${operation.principalName}`,
        link,
        todo: [
          "Choose Local RBAC; check that the role is not there yet; then Add.",
          `Scope ${local}; role ${operation.roleName}, id ${operation.roleDefinitionId}.`,
          `Member: ${[operation.principalName, operation.principalId && `object id ${operation.principalId}`, operation.appId && `application id ${operation.appId}`].filter(Boolean).join(", ")}.`,
        ],
      };
    case "create-key":
      return {
        title: `Create the key ${operation.name} in ${name}`,
        link,
        todo: [
          "Choose Keys, then Generate/Import. The managed HSM has to let your own address in.",
          `Name ${operation.name}, type ${operation.type}, size ${operation.size}, enabled, no dates; permitted operations: ${operation.operations.join(", ")}.`,
          `Rotation policy of the key: enabled, ${operation.rotateAfter} after creation, no expiry time.`,
        ],
      };
    case "recover-vault":
      return {
        title: `Recover the deleted managed HSM ${name}`,
        link: links.browseManagedHsms(),
        todo: [
          `Choose Manage deleted HSMs, the subscription ${operation.subscriptionId}, select ${name} (${operation.location}), and Recover.`,
          "It comes back with its keys and local roles. Its owner keeps the security domain at hand.",
        ],
      };
    case "recover-key":
      return {
        title: `Recover the deleted key ${operation.name}`,
        link,
        todo: [`Choose Keys, Manage deleted keys, select ${operation.name}, and Recover.`],
      };
    case "remove-role-assignment":
      return {
        title: `Remove the orphaned assignment of ${operation.roleName} in ${name}`,
        link,
        todo: [
          `Choose Local RBAC; select the one for the unknown object id ${operation.principalId}; Delete.`,
        ],
      };
  }
}
