import { storeOfId } from "../cmk/key-store";
import type { Operation, ScriptedOperation } from "../cmk/plan";
import { KEY_VAULT_API_VERSION, keyBody, powershell, subscriptionOf } from "./format";
import { onHsm, powershellHsm } from "./managed-hsm";
import { powershellRotate, powershellSetPolicy } from "./rotation";

const command = (...parts: string[]) => parts.join(" `\n  ");
const inSubscription = (id: string) => `Set-AzContext -Subscription ${powershell(id)} | Out-Null`;
/** Through Resource Manager. Invoke-AzRestMethod hands an error back like any answer: it is looked at here. */
const rest = (method: string, path: string, body?: object) =>
  `${command(
    `$answer = Invoke-AzRestMethod -Method ${method}`,
    `-Path ${powershell(path)}`,
    ...(body ? [`-Payload ${powershell(JSON.stringify(body))}`] : []),
  )}
if ($answer.StatusCode -ge 400) { throw "Azure answered $($answer.StatusCode): $($answer.Content)" }`;
const array = (values: string[]) => values.map(powershell).join(", ");

function createVault(operation: Extract<Operation, { op: "create-vault" }>): string {
  const where = `-ResourceGroupName ${powershell(operation.resourceGroup)} -VaultName ${powershell(operation.name)}`;
  const create = [
    "New-AzKeyVault",
    where,
    `-Location ${powershell(operation.location)}`,
    `-Sku ${operation.sku === "premium" ? "Premium" : "Standard"}`,
    `-SoftDeleteRetentionInDays ${operation.retentionDays}`,
    "-EnablePurgeProtection",
    "-NetworkRuleSet $rules",
  ];
  return `${inSubscription(operation.subscriptionId)}
# New-AzKeyVault refuses a vault that is there: it is left as it is
if (-not (Get-AzKeyVault ${where})) {
  $rules = New-AzKeyVaultNetworkRuleSetObject -DefaultAction Deny -Bypass AzureServices -IpAddressRange ${array(operation.ipRules)}
  ${create.join(" `\n    ")}
}`;
}

function updateVault(operation: Extract<Operation, { op: "update-vault" }>): string {
  const { settings } = operation;
  const properties: Record<string, unknown> = {};
  if (settings.purgeProtection) properties.enablePurgeProtection = true;
  if (settings.rbac) properties.enableRbacAuthorization = true;
  if (settings.publicNetworkAccess) properties.publicNetworkAccess = settings.publicNetworkAccess;
  const blocks: string[] = [];
  if (Object.keys(properties).length > 0) {
    const path = `${operation.vaultId}?api-version=${KEY_VAULT_API_VERSION}`;
    blocks.push(rest("PATCH", path, { properties }));
  }
  const network = [
    settings.defaultAction && `-DefaultAction ${settings.defaultAction}`,
    settings.bypassAzureServices && "-Bypass AzureServices",
    settings.ipRules && `-IpAddressRange ${array(settings.ipRules)}`,
  ].filter((option): option is string => Boolean(option));
  if (network.length > 0)
    blocks.push(
      command("Update-AzKeyVaultNetworkRuleSet", `-ResourceId ${powershell(operation.vaultId)}`, ...network),
    );
  // A resource id alone does not do: the cmdlet looks in the subscription of the session.
  return `${inSubscription(subscriptionOf(operation.vaultId))}\n${blocks.join("\n\n")}`;
}

function assignRole(operation: Extract<Operation, { op: "assign-role" }>): string {
  const objectId = operation.principalId
    ? powershell(operation.principalId)
    : `(Get-AzADServicePrincipal -ApplicationId ${powershell(operation.appId ?? "")}).Id`;
  const where = [
    `-ObjectId ${objectId}`,
    `-RoleDefinitionId ${powershell(operation.roleDefinitionId)}`,
    `-Scope ${powershell(operation.scope)}`,
  ];
  return `# ${operation.roleName}, for ${operation.principalName.replaceAll("\n", " ")}
if (-not (${["Get-AzRoleAssignment", ...where].join(" ")})) {
  ${["New-AzRoleAssignment", ...where].join(" ")}
}`;
}

function updateKey(operation: Extract<Operation, { op: "update-key" }>): string {
  const options = [
    operation.enabled && "-Enable $true",
    operation.operations && `-KeyOps ${array(operation.operations)}`,
    operation.expires && `-Expires ([DateTime]::Parse(${powershell(operation.expires)}).ToUniversalTime())`,
    operation.notBefore === null && "-NotBefore (Get-Date).ToUniversalTime()",
  ].filter((option): option is string => Boolean(option));
  const host = new URL(operation.vaultUri).host;
  const store = storeOfId(operation.vaultId) === "hsm" ? "-HsmName" : "-VaultName";
  return command(
    "Update-AzKeyVaultKey",
    `${store} ${powershell(host.split(".")[0] ?? host)}`,
    `-Name ${powershell(operation.name)}`,
    `-Version ${powershell(operation.version)}`,
    ...options,
  );
}

/** One operation for Azure PowerShell, safe to run again. */
export function renderPowerShell(operation: ScriptedOperation): string {
  const hsm = onHsm(operation);
  if (hsm) return powershellHsm(hsm);
  switch (operation.op) {
    case "register-provider":
      return `${inSubscription(operation.subscriptionId)}\nRegister-AzResourceProvider -ProviderNamespace ${powershell(operation.namespace)}`;
    case "create-resource-group":
      return `${inSubscription(operation.subscriptionId)}\nNew-AzResourceGroup -Name ${powershell(operation.name)} -Location ${powershell(operation.location)} -Force`;
    case "create-vault":
      return createVault(operation);
    case "update-vault":
      return updateVault(operation);
    case "assign-role":
      return assignRole(operation);
    case "create-key":
      return `# Through Resource Manager: the vault's firewall stays closed
${rest("PUT", `${operation.vaultId}/keys/${operation.name}?api-version=${KEY_VAULT_API_VERSION}`, keyBody(operation))}`;
    case "update-key":
      return updateKey(operation);
    case "set-rotation-policy":
      return powershellSetPolicy(operation);
    case "rotate-key":
      return powershellRotate(operation);
    case "create-service-principal":
      return `if (-not (Get-AzADServicePrincipal -ApplicationId ${powershell(operation.appId)})) {\n  New-AzADServicePrincipal -ApplicationId ${powershell(operation.appId)}\n}`;
    case "recover-vault":
      return command(
        `# Comes back with its keys, without its role assignments\n${inSubscription(operation.subscriptionId)}\nUndo-AzKeyVaultRemoval`,
        `-ResourceGroupName ${powershell(operation.resourceGroup)}`,
        `-VaultName ${powershell(operation.name)}`,
        `-Location ${powershell(operation.location)}`,
      );
    case "recover-key":
      return command(
        "# From a network that the vault's firewall lets in\nUndo-AzKeyVaultKeyRemoval",
        `-VaultName ${powershell(new URL(operation.vaultUri).host.split(".")[0] ?? "")}`,
        `-Name ${powershell(operation.name)}`,
      );
    case "remove-role-assignment":
      return `# ${operation.roleName}, of a principal that does not exist any more: ${operation.principalId}
${rest("DELETE", `${operation.id}?api-version=2022-04-01`)}`;
    default:
      return operation satisfies never;
  }
}
