import type { Operation, ScriptedOperation } from "../cmk/plan";
import { KEY_VAULT_API_VERSION, keyBody, shell, subscriptionOf } from "./format";
import { azHsm, onHsm } from "./managed-hsm";
import { azRotate, azSetPolicy } from "./rotation";

const command = (...parts: string[]) => parts.join(" \\\n  ");

function updateVault(operation: Extract<Operation, { op: "update-vault" }>): string {
  const { settings } = operation;
  const vault = [
    `--subscription ${shell(subscriptionOf(operation.vaultId))}`,
    `--name ${shell(operation.name)}`,
  ];
  const options = [
    settings.purgeProtection && "--enable-purge-protection true",
    settings.rbac && "--enable-rbac-authorization true",
    settings.publicNetworkAccess && `--public-network-access ${settings.publicNetworkAccess}`,
    settings.defaultAction && `--default-action ${settings.defaultAction}`,
    settings.bypassAzureServices && "--bypass AzureServices",
  ].filter((option): option is string => Boolean(option));
  const rules = (settings.ipRules ?? []).map((rule) =>
    command("az keyvault network-rule add", ...vault, `--ip-address ${shell(rule)}`),
  );
  const update = options.length > 0 ? [command("az keyvault update", ...vault, ...options)] : [];
  return [...update, ...rules].join("\n\n");
}

function assignRole(operation: Extract<Operation, { op: "assign-role" }>): string {
  const assignee = operation.principalId
    ? shell(operation.principalId)
    : `"$(az ad sp show --id ${shell(operation.appId ?? "")} --query id --output tsv)"`;
  return command(
    "az role assignment create",
    `--assignee-object-id ${assignee}`,
    `--assignee-principal-type ${operation.principalType}`,
    `--role ${shell(operation.roleDefinitionId)}`,
    `--scope ${shell(operation.scope)}`,
  );
}

function updateKey(operation: Extract<Operation, { op: "update-key" }>): string {
  const options = [
    operation.enabled && "--enabled true",
    operation.operations && `--ops ${operation.operations.join(" ")}`,
    operation.expires && `--expires ${shell(operation.expires.replace(/\.\d+Z$/, "Z"))}`,
    operation.notBefore === null && '--not-before "$(date -u +%Y-%m-%dT%H:%M:%SZ)"',
  ].filter((option): option is string => Boolean(option));
  return command(
    "az keyvault key set-attributes",
    `--id ${shell(`${operation.vaultUri.replace(/\/$/, "")}/keys/${operation.name}/${operation.version}`)}`,
    ...options,
  );
}

/** One operation as Azure CLI commands, safe to run again. */
export function renderAz(operation: ScriptedOperation): string {
  const hsm = onHsm(operation);
  if (hsm) return azHsm(hsm);
  switch (operation.op) {
    case "register-provider":
      return command(
        "az provider register",
        `--subscription ${shell(operation.subscriptionId)}`,
        `--namespace ${operation.namespace}`,
        "--wait",
      );
    case "create-resource-group":
      return command(
        "az group create",
        `--subscription ${shell(operation.subscriptionId)}`,
        `--name ${shell(operation.name)}`,
        `--location ${shell(operation.location)}`,
      );
    case "create-vault":
      return `# az keyvault create refuses a vault that is there: it is left as it is
${["az keyvault show", `--subscription ${shell(operation.subscriptionId)}`, `--name ${shell(operation.name)}`].join(" ")} --output none 2>/dev/null || ${command(
        "az keyvault create",
        `--subscription ${shell(operation.subscriptionId)}`,
        `--resource-group ${shell(operation.resourceGroup)}`,
        `--name ${shell(operation.name)}`,
        `--location ${shell(operation.location)}`,
        `--sku ${operation.sku}`,
        `--retention-days ${operation.retentionDays}`,
        "--enable-purge-protection true",
        "--enable-rbac-authorization true",
        "--default-action Deny",
        "--bypass AzureServices",
        `--network-acls-ips ${operation.ipRules.map(shell).join(" ")}`,
      )}`;
    case "update-vault":
      return updateVault(operation);
    case "assign-role":
      return `# ${operation.roleName}, for ${operation.principalName.replaceAll("\n", " ")}\n${assignRole(operation)}`;
    case "create-key":
      return command(
        "# Through Resource Manager: the vault's firewall stays closed\naz rest --method put",
        `--url ${shell(`${operation.vaultId}/keys/${operation.name}?api-version=${KEY_VAULT_API_VERSION}`)}`,
        `--body ${shell(JSON.stringify(keyBody(operation)))}`,
      );
    case "update-key":
      return updateKey(operation);
    case "set-rotation-policy":
      return azSetPolicy(operation);
    case "rotate-key":
      return azRotate(operation);
    case "create-service-principal":
      return `az ad sp show --id ${shell(operation.appId)} --output none 2>/dev/null || az ad sp create --id ${shell(operation.appId)}`;
    case "recover-vault":
      return command(
        "# Comes back with its keys, without its role assignments\naz keyvault recover",
        `--subscription ${shell(operation.subscriptionId)}`,
        `--resource-group ${shell(operation.resourceGroup)}`,
        `--name ${shell(operation.name)}`,
        `--location ${shell(operation.location)}`,
      );
    case "recover-key":
      return command(
        "# From a network that the vault's firewall lets in\naz keyvault key recover",
        `--vault-name ${shell(new URL(operation.vaultUri).host.split(".")[0] ?? "")}`,
        `--name ${shell(operation.name)}`,
      );
    case "remove-role-assignment":
      return command(
        `# ${operation.roleName}, of a principal that does not exist any more: ${operation.principalId}\naz role assignment delete`,
        `--ids ${shell(operation.id)}`,
      );
    default:
      return operation satisfies never;
  }
}
