import type { Operation, ScriptedOperation } from "../cmk/plan";
import { bicep, KEY_VAULT_API_VERSION, lastSegment, symbol } from "./format";
import { onHsm } from "./managed-hsm";
import { bicepHsm } from "./managed-hsm-templates";

type Create<Op extends Operation["op"]> = Extract<Operation, { op: Op }>;

const list = (values: string[], indent: string) =>
  `[\n${values.map((value) => `${indent}  ${value}`).join("\n")}\n${indent}]`;

function vault(operation: Create<"create-vault">): string {
  return `resource ${symbol("vault", operation.name)} 'Microsoft.KeyVault/vaults@${KEY_VAULT_API_VERSION}' = {
  name: ${bicep(operation.name)}
  location: ${bicep(operation.location)}
  properties: {
    tenantId: ${bicep(operation.tenantId)}
    sku: {
      family: 'A'
      name: ${bicep(operation.sku)}
    }
    enableRbacAuthorization: true
    enableSoftDelete: true
    softDeleteRetentionInDays: ${operation.retentionDays}
    enablePurgeProtection: true
    publicNetworkAccess: 'Enabled'
    networkAcls: {
      defaultAction: 'Deny'
      bypass: 'AzureServices'
      ipRules: ${list(
        operation.ipRules.map((rule) => `{\n          value: ${bicep(rule)}\n        }`),
        "      ",
      )}
    }
  }
}`;
}

function recovered(operation: Create<"recover-vault">): string {
  return `// Comes back with its keys, without its role assignments
resource ${symbol("vault", operation.name)} 'Microsoft.KeyVault/vaults@${KEY_VAULT_API_VERSION}' = {
  name: ${bicep(operation.name)}
  location: ${bicep(operation.location)}
  properties: {
    createMode: 'recover'
    tenantId: ${bicep(operation.tenantId)}
    sku: {
      family: 'A'
      name: ${bicep(operation.sku)}
    }
  }
}`;
}

function key(operation: Create<"create-key">): string {
  return `resource ${symbol("key", operation.name)} 'Microsoft.KeyVault/vaults/keys@${KEY_VAULT_API_VERSION}' = {
  parent: ${symbol("vault", operation.vaultName)}
  name: ${bicep(operation.name)}
  properties: {
    kty: ${bicep(operation.type)}
    keySize: ${operation.size}
    keyOps: ${list(operation.operations.map(bicep), "    ")}
    rotationPolicy: {
      lifetimeActions: [
        {
          trigger: {
            timeAfterCreate: ${bicep(operation.rotateAfter)}
          }
          action: {
            type: 'rotate'
          }
        }
      ]
    }
  }
}`;
}

const isVault = (scope: string) => /\/providers\/Microsoft\.KeyVault\//i.test(scope);
const isGroup = (scope: string) => /\/resourceGroups\/[^/]+\/?$/i.test(scope);

function role(operation: Create<"assign-role">): string {
  if (!isVault(operation.scope) && !isGroup(operation.scope))
    return `// ${operation.roleName} on ${operation.scope}: outside of the resource group that a template is for; use Azure CLI or PowerShell`;
  const scope = isVault(operation.scope) ? symbol("vault", lastSegment(operation.scope)) : "resourceGroup()";
  const name = symbol("role", operation.roleName, operation.principalName);
  const principal = operation.principalId
    ? bicep(operation.principalId)
    : symbol("object_id", operation.principalName);
  return `// ${operation.roleName}, for ${operation.principalName.replaceAll("\n", " ")}
resource ${name} 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: ${scope}
  name: guid(${scope}.id, ${principal}, ${bicep(operation.roleDefinitionId)})
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', ${bicep(operation.roleDefinitionId)})
    principalId: ${principal}
    principalType: ${bicep(operation.principalType)}
  }
}`;
}

const NOT_BICEP: Partial<Record<Operation["op"], string>> = {
  "register-provider":
    "A template does not register providers; first: az provider register --wait --namespace",
  "create-resource-group": "The resource group is made first: az group create",
  "update-vault": "A template writes the whole vault; change an existing one with Azure CLI or PowerShell",
  "update-key": "A template cannot change the attributes of a key version; use Azure CLI or PowerShell",
  "set-rotation-policy":
    "A template sets the policy of a key only while it makes it; use Azure CLI or PowerShell",
  "rotate-key": "A template cannot make a new version of a key; use Azure CLI or PowerShell",
  "recover-key": "A template cannot recover a deleted key; use Azure CLI or PowerShell",
  "remove-role-assignment": "A template removes nothing; use Azure CLI or PowerShell",
  "create-service-principal": "Service principals are Microsoft Entra's: az ad sp create --id",
};

function comment(operation: ScriptedOperation): string {
  const subject =
    operation.op === "create-service-principal"
      ? ` ${operation.appId}`
      : operation.op === "register-provider"
        ? ` ${operation.namespace}`
        : operation.op === "remove-role-assignment"
          ? `: ${operation.id}`
          : "name" in operation
            ? `: ${operation.name}`
            : "";
  return `// ${NOT_BICEP[operation.op]}${subject}`;
}

/** Operations as one Bicep file for the resource group of the vault. What Bicep cannot express stays as a comment. */
export function renderBicep(operations: ScriptedOperation[]): string {
  const made = operations.flatMap((operation) =>
    operation.op === "create-vault" || operation.op === "recover-vault" ? [operation.name] : [],
  );
  const used = operations.flatMap((operation) =>
    onHsm(operation)
      ? []
      : operation.op === "create-key"
        ? [operation.vaultName]
        : operation.op === "assign-role" && isVault(operation.scope)
          ? [lastSegment(operation.scope)]
          : [],
  );
  const existing = [...new Set(used)].filter((name) => !made.includes(name));
  const parameters = operations.flatMap((operation) =>
    operation.op === "assign-role" && operation.principalId === null && !onHsm(operation)
      ? [
          `@description('Object id of the service principal of application ${operation.appId}')\nparam ${symbol("object_id", operation.principalName)} string`,
        ]
      : [],
  );
  const references = existing.map(
    (name) =>
      `resource ${symbol("vault", name)} 'Microsoft.KeyVault/vaults@${KEY_VAULT_API_VERSION}' existing = {\n  name: ${bicep(name)}\n}`,
  );
  const blocks = operations.map((operation) => {
    const hsm = onHsm(operation);
    if (hsm) return bicepHsm(hsm);
    if (operation.op === "create-vault") return vault(operation);
    if (operation.op === "create-key") return key(operation);
    if (operation.op === "assign-role") return role(operation);
    return operation.op === "recover-vault" ? recovered(operation) : comment(operation);
  });
  return [...parameters, ...references, ...blocks].join("\n\n");
}
