import type { DecodedScript } from "../cmk/decode/decoded";
import { ADOBE_MONITOR_ADDRESS } from "../cmk/ids";
import { STORE_ROLES, storeOfId } from "../cmk/key-store";
import { shell } from "./format";

const command = (...parts: string[]) => parts.join(" \\\n  ");

type Assignee = "ServicePrincipal" | "User";

function assign(principalId: string, type: Assignee, which: "adobe" | "keys", scope: string): string {
  const store = storeOfId(scope);
  const { id: role } = STORE_ROLES[store][which];
  if (store === "hsm") {
    const [name = "", ...local] = scope.split("/").slice(8);
    return command(
      "az keyvault role assignment create",
      `--hsm-name ${shell(name)}`,
      `--assignee-object-id ${shell(principalId)}`,
      `--assignee-principal-type ${type}`,
      `--role ${role}`,
      `--scope ${shell(`/${local.join("/")}`)}`,
    );
  }
  return command(
    "az role assignment create",
    `--assignee-object-id ${shell(principalId)}`,
    `--assignee-principal-type ${type}`,
    `--role ${role}`,
    `--scope ${shell(scope)}`,
  );
}

/**
 * What mends a decoded error, as Azure CLI commands that can be run again. Values were checked against Azure's rules
 * for names and ids, and are quoted all the same. Source: Azure CLI reference, az keyvault, az role, az ad.
 */
export function renderDecodedScript(wanted: DecodedScript): string {
  const vault = "vault" in wanted ? shell(wanted.vault) : "";
  const where =
    "subscriptionId" in wanted && wanted.subscriptionId
      ? ` --subscription ${shell(wanted.subscriptionId)}`
      : "";
  const ofKey = "key" in wanted ? `--vault-name ${vault} --name ${shell(wanted.key)}` : "";
  switch (wanted.script) {
    case "assign-encryption-user":
      return assign(wanted.principalId, "ServicePrincipal", "adobe", wanted.vaultId);
    case "assign-crypto-officer":
      return assign(wanted.principalId, "User", "keys", wanted.vaultId);
    case "allow-adobe-address":
      return `az keyvault network-rule add${where} --name ${vault} --ip-address ${ADOBE_MONITOR_ADDRESS}`;
    case "allow-trusted-services":
      return `az keyvault update${where} --name ${vault} --bypass AzureServices`;
    case "use-rbac":
      return `az keyvault update${where} --name ${vault} --enable-rbac-authorization true`;
    case "enable-key":
      return `az keyvault key set-attributes ${ofKey} --enabled true`;
    case "start-key":
      return `az keyvault key set-attributes ${ofKey} --not-before "$(date -u +%Y-%m-%dT%H:%M:%SZ)"`;
    case "rotate-key":
      return `az keyvault key rotate ${ofKey}`;
    case "recover-key":
      return `az keyvault key list-deleted --vault-name ${vault} --output table\naz keyvault key recover ${ofKey}`;
    case "recover-vault":
      return `az keyvault recover${where} --name ${vault}`;
    case "show-deleted-vault":
      return `az keyvault show-deleted${where} --name ${vault} --query properties.scheduledPurgeDate --output tsv`;
    case "check-name":
      return `az keyvault check-name${where} --name ${vault}\naz keyvault list-deleted${where} --resource-type vault --output table`;
    case "add-application": {
      const tenant = wanted.tenantId ? `az login --tenant ${shell(wanted.tenantId)}\n` : "";
      return `${tenant}az ad sp create --id ${shell(wanted.appId)}`;
    }
    case "sign-in":
      return `az logout\naz login --tenant ${shell(wanted.tenantId)}`;
  }
}
