import { storeOfId } from "../cmk/key-store";
import type { Operation } from "../cmk/plan";
import { powershell, shell } from "./format";

type Get<Op extends Operation["op"]> = Extract<Operation, { op: Op }>;
/** What is different in a managed HSM; everything else goes by the key's address. */
export type HsmOperation = Get<
  "update-vault" | "assign-role" | "create-key" | "recover-vault" | "recover-key" | "remove-role-assignment"
>;

const DIFFERENT: readonly Operation["op"][] = [
  "update-vault",
  "assign-role",
  "create-key",
  "recover-vault",
  "recover-key",
  "remove-role-assignment",
];

/** The operation, when it is one on a managed HSM that needs other commands than one on a vault; else null. */
export function onHsm(operation: Operation): HsmOperation | null {
  const id = "vaultId" in operation ? operation.vaultId : "scope" in operation ? operation.scope : "";
  return storeOfId(id) === "hsm" && DIFFERENT.includes(operation.op) ? (operation as HsmOperation) : null;
}

/** The parts of a managed HSM's resource id, with the local scope behind it. */
export function hsmOf(operation: HsmOperation) {
  const id = "vaultId" in operation ? operation.vaultId : operation.scope;
  const [, , subscriptionId = "", , resourceGroup = "", , , , name = "", ...local] = id.split("/");
  const whole = id.split("/").slice(0, 9).join("/");
  return { id: whole, subscriptionId, resourceGroup, name, local: `/${local.join("/")}` };
}

const DATA_PLANE =
  "A managed HSM's own data plane does this: run it from an address that its firewall lets in";
const command = (...parts: string[]) => parts.join(" \\\n  ");

function azUpdate(operation: Get<"update-vault">): string {
  const { subscriptionId, resourceGroup, name } = hsmOf(operation);
  const { settings } = operation;
  const options = [
    settings.purgeProtection && "--enable-purge-protection true",
    settings.publicNetworkAccess && `--public-network-access ${settings.publicNetworkAccess}`,
    settings.defaultAction && `--default-action ${settings.defaultAction}`,
    settings.bypassAzureServices && "--bypass AzureServices",
  ].filter((option): option is string => Boolean(option));
  const where = [
    `--subscription ${shell(subscriptionId)}`,
    `--resource-group ${shell(resourceGroup)}`,
    `--hsm-name ${shell(name)}`,
  ];
  const rules = (settings.ipRules ?? []).map((rule) =>
    command("az keyvault network-rule add", ...where, `--ip-address ${shell(rule)}`),
  );
  const update = options.length > 0 ? [command("az keyvault update-hsm", ...where, ...options)] : [];
  return [...update, ...rules].join("\n\n");
}

/** One operation on a managed HSM as Azure CLI commands, safe to run again. */
export function azHsm(operation: HsmOperation): string {
  const { name, local, id } = hsmOf(operation);
  const hsm = `--hsm-name ${shell(name)}`;
  switch (operation.op) {
    case "update-vault":
      return azUpdate(operation);
    case "assign-role": {
      const assignee = operation.principalId
        ? shell(operation.principalId)
        : `"$(az ad sp show --id ${shell(operation.appId ?? "")} --query id --output tsv)"`;
      const which = `${hsm} --scope ${shell(local)} --role ${shell(operation.roleDefinitionId)} --assignee-object-id ${assignee}`;
      return `# ${operation.roleName}, for ${operation.principalName.replaceAll("\n", " ")}
# ${DATA_PLANE}
if [ "$(az keyvault role assignment list ${which} --query 'length(@)' --output tsv)" = 0 ]; then
  az keyvault role assignment create ${which} \\
    --assignee-principal-type ${operation.principalType}
fi`;
    }
    case "create-key": {
      const key = `${hsm} --name ${shell(operation.name)}`;
      const policy = {
        lifetimeActions: [
          { trigger: { timeAfterCreate: operation.rotateAfter }, action: { type: "Rotate" } },
        ],
        attributes: {},
      };
      return `# ${DATA_PLANE}
az keyvault key show ${key} --output none 2>/dev/null || az keyvault key create ${key} \\
  --kty ${operation.type} --size ${operation.size} --ops ${operation.operations.join(" ")}

az keyvault key rotation-policy update ${key} \\
  --value ${shell(JSON.stringify(policy))}`;
    }
    case "recover-vault":
      return command(
        "# Comes back with its keys and local roles; takes Managed HSM Contributor\naz keyvault recover",
        `--subscription ${shell(operation.subscriptionId)}`,
        hsm,
        `--location ${shell(operation.location)}`,
      );
    case "recover-key":
      return command(`# ${DATA_PLANE}\naz keyvault key recover`, hsm, `--name ${shell(operation.name)}`);
    case "remove-role-assignment":
      return command(
        `# ${operation.roleName}, of a principal that does not exist any more: ${operation.principalId}\naz keyvault role assignment delete`,
        hsm,
        `--ids ${shell(operation.id.slice(id.length))}`,
      );
  }
}

function powershellUpdate(operation: Get<"update-vault">): string {
  const { subscriptionId, resourceGroup, name } = hsmOf(operation);
  const { settings } = operation;
  const where = `-Name ${powershell(name)} -ResourceGroupName ${powershell(resourceGroup)}`;
  const update = [
    settings.purgeProtection && "-EnablePurgeProtection",
    settings.publicNetworkAccess && `-PublicNetworkAccess ${settings.publicNetworkAccess}`,
  ].filter(Boolean);
  const network = [
    settings.defaultAction && `-DefaultAction ${settings.defaultAction}`,
    settings.bypassAzureServices && "-Bypass AzureServices",
    settings.ipRules && `-IpAddressRange ${settings.ipRules.map(powershell).join(", ")}`,
  ].filter(Boolean);
  return [
    `Set-AzContext -Subscription ${powershell(subscriptionId)} | Out-Null`,
    ...(update.length > 0 ? [`Update-AzKeyVaultManagedHsm ${where} ${update.join(" ")}`] : []),
    ...(network.length > 0
      ? [`Update-AzKeyVaultManagedHsmNetworkRuleSet ${where} ${network.join(" ")}`]
      : []),
  ].join("\n");
}

/** One operation on a managed HSM for Azure PowerShell, safe to run again. */
export function powershellHsm(operation: HsmOperation): string {
  const { name, local, id } = hsmOf(operation);
  const hsm = `-HsmName ${powershell(name)}`;
  switch (operation.op) {
    case "update-vault":
      return powershellUpdate(operation);
    case "assign-role": {
      const objectId = operation.principalId
        ? powershell(operation.principalId)
        : `(Get-AzADServicePrincipal -ApplicationId ${powershell(operation.appId ?? "")}).Id`;
      const which = `${hsm} -Scope ${powershell(local)} -RoleDefinitionId ${powershell(operation.roleDefinitionId)} -ObjectId ${objectId}`;
      return `# ${operation.roleName}, for ${operation.principalName.replaceAll("\n", " ")}
# ${DATA_PLANE}
if (-not (Get-AzKeyVaultRoleAssignment ${which})) {
  New-AzKeyVaultRoleAssignment ${which}
}`;
    }
    case "create-key": {
      const key = `${hsm} -Name ${powershell(operation.name)}`;
      return `# ${DATA_PLANE}
if (-not (Get-AzKeyVaultKey ${key})) {
  Add-AzKeyVaultKey ${key} -KeyType RSA -Size ${operation.size} -KeyOps ${operation.operations.map(powershell).join(", ")}
}
Set-AzKeyVaultKeyRotationPolicy ${key} -KeyRotationLifetimeAction @{ Action = 'Rotate'; TimeAfterCreate = ${powershell(operation.rotateAfter)} }`;
    }
    case "recover-vault":
      return `# Comes back with its keys and local roles; takes Managed HSM Contributor
Set-AzContext -Subscription ${powershell(operation.subscriptionId)} | Out-Null
Undo-AzKeyVaultManagedHsmRemoval -Name ${powershell(name)} -ResourceGroupName ${powershell(operation.resourceGroup)} -Location ${powershell(operation.location)}`;
    case "recover-key":
      return `# ${DATA_PLANE}\nUndo-AzKeyVaultKeyRemoval ${hsm} -Name ${powershell(operation.name)}`;
    case "remove-role-assignment":
      return `# ${operation.roleName}, of a principal that does not exist any more: ${operation.principalId}
Remove-AzKeyVaultRoleAssignment ${hsm} -RoleAssignmentName ${powershell(operation.id.split("/").at(-1) ?? "")} -Scope ${powershell(operation.id.slice(id.length).replace(/\/providers\/.*$/, "") || "/")}`;
  }
}
