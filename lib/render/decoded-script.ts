import type { DecodedScript } from "../cmk/decode/decoded";
import { ADOBE_MONITOR_ADDRESS, MANAGED_HSM_ROLES } from "../cmk/ids";
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

/** The owner's own keys, of which two open the security domain: nobody else may hold them. Source: Managed HSM, activate. */
function activate(hsm: string): string {
  const pair = (number: number) =>
    `openssl req -newkey rsa:2048 -nodes -keyout sd_${number}.key -x509 -days 365 -subj /CN=sd_${number} -out sd_${number}.cer`;
  return [
    "# On a machine of the owner's: keep the .key files apart, offline, with different people.",
    ...[0, 1, 2].map(pair),
    command(
      `az keyvault security-domain download${hsm}`,
      "--sd-wrapping-keys sd_0.cer sd_1.cer sd_2.cer",
      "--sd-quorum 2",
      "--security-domain-file security-domain.json",
    ),
  ].join("\n");
}

/** Needs the security domain's file and as many of its keys as its quorum asks. Source: Managed HSM, disaster recovery. */
function restore(hsm: string): string {
  return [
    "# With the owner's security-domain.json and at least its quorum of keys, at the owner's machine.",
    command(`az keyvault security-domain init-recovery${hsm}`, "--sd-exchange-key exchange.cer"),
    command(
      `az keyvault security-domain upload${hsm}`,
      "--sd-file security-domain.json",
      "--sd-exchange-key exchange.cer",
      "--sd-wrapping-keys sd_0.key sd_1.key",
    ),
  ].join("\n");
}

/**
 * What mends a decoded error, as Azure CLI commands that can be run again. Values were checked against Azure's rules
 * for names and ids, and are quoted all the same. Source: Azure CLI reference, az keyvault, az role, az ad.
 */
export function renderDecodedScript(wanted: DecodedScript): string {
  const isHsm = "hsm" in wanted && wanted.hsm === true;
  const vault = "vault" in wanted ? shell(wanted.vault) : "";
  const where =
    "subscriptionId" in wanted && wanted.subscriptionId
      ? ` --subscription ${shell(wanted.subscriptionId)}`
      : "";
  const store = `${where} ${isHsm ? "--hsm-name" : "--name"} ${vault}`;
  const inStore = `${where} ${isHsm ? "--hsm-name" : "--vault-name"} ${vault}`;
  const ofKey = "key" in wanted ? `${inStore} --name ${shell(wanted.key)}` : "";
  const update = isHsm ? "update-hsm" : "update";
  switch (wanted.script) {
    case "assign-encryption-user":
      return assign(wanted.principalId, "ServicePrincipal", "adobe", wanted.vaultId);
    case "assign-crypto-officer":
      return assign(wanted.principalId, "User", "keys", wanted.vaultId);
    case "allow-adobe-address":
      return `az keyvault network-rule add${store} --ip-address ${ADOBE_MONITOR_ADDRESS}`;
    case "allow-trusted-services":
      return `az keyvault ${update}${store} --bypass AzureServices`;
    case "use-rbac":
      return `az keyvault update${store} --enable-rbac-authorization true`;
    case "enable-key":
      return `az keyvault key set-attributes${ofKey} --enabled true`;
    case "start-key":
      return `az keyvault key set-attributes${ofKey} --not-before "$(date -u +%Y-%m-%dT%H:%M:%SZ)"`;
    case "rotate-key":
      return `az keyvault key rotate${ofKey}`;
    case "recover-key":
      return `az keyvault key list-deleted${inStore} --output table\naz keyvault key recover${ofKey}`;
    case "recover-vault":
      return `az keyvault recover${store}${isHsm && wanted.location ? ` --location ${shell(wanted.location)}` : ""}`;
    case "show-deleted-vault":
      return `az keyvault show-deleted${store} --query properties.scheduledPurgeDate --output tsv`;
    case "check-name":
      return `az keyvault check-name${where} --name ${vault}${isHsm ? " --resource-type hsm" : ""}\naz keyvault list-deleted${where} --resource-type ${isHsm ? "hsm" : "vault"} --output table`;
    case "activate-hsm":
      return activate(inStore);
    case "restore-security-domain":
      return restore(inStore);
    case "assign-policy-administrator":
      return command(
        `az keyvault role assignment create${inStore}`,
        `--assignee-object-id ${shell(wanted.principalId)}`,
        "--assignee-principal-type User",
        `--role ${MANAGED_HSM_ROLES.policyAdministrator}`,
        "--scope /",
      );
    case "register-provider":
      return `az provider register${where} --namespace Microsoft.KeyVault --wait`;
    case "add-application": {
      const tenant = wanted.tenantId ? `az login --tenant ${shell(wanted.tenantId)}\n` : "";
      return `${tenant}az ad sp create --id ${shell(wanted.appId)}`;
    }
    case "sign-in":
      return `az logout\naz login --tenant ${shell(wanted.tenantId)}`;
  }
}
