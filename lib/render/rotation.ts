import { storeOfId } from "../cmk/key-store";
import type { Operation } from "../cmk/plan";
import { powershell, shell } from "./format";

type SetPolicy = Extract<Operation, { op: "set-rotation-policy" }>;
type Rotate = Extract<Operation, { op: "rotate-key" }>;

const DATA_PLANE =
  "Only Key Vault's data plane can do this: run it from an address that the vault's firewall allows";
const keyAddress = ({ vaultUri, name }: SetPolicy | Rotate) => `${vaultUri.replace(/\/$/, "")}/keys/${name}`;
/** PowerShell names a vault and a managed HSM by different parameters. */
function storeParameter({ vaultId, vaultUri }: SetPolicy | Rotate): string {
  const name = new URL(vaultUri).host.split(".")[0] ?? vaultUri;
  return `${storeOfId(vaultId) === "hsm" ? "-HsmName" : "-VaultName"} ${powershell(name)}`;
}

/** A policy in the form of Key Vault's data plane. */
function policyBody({ policy }: SetPolicy): object {
  const { rotateAfter, rotateBefore, notifyBefore, expiryTime } = policy;
  const trigger = rotateAfter ? { timeAfterCreate: rotateAfter } : { timeBeforeExpiry: rotateBefore };
  return {
    lifetimeActions: [
      ...(rotateAfter || rotateBefore ? [{ trigger, action: { type: "Rotate" } }] : []),
      ...(notifyBefore ? [{ trigger: { timeBeforeExpiry: notifyBefore }, action: { type: "Notify" } }] : []),
    ],
    attributes: expiryTime ? { expiryTime } : {},
  };
}

/** Sets a rotation policy with Azure CLI. */
export function azSetPolicy(operation: SetPolicy): string {
  return `# ${DATA_PLANE}
az keyvault key rotation-policy update \\
  --id ${shell(keyAddress(operation))} \\
  --value ${shell(JSON.stringify(policyBody(operation)))}`;
}

/** Makes a new version with Azure CLI, unless it was made already. */
export function azRotate(operation: Rotate): string {
  const id = shell(keyAddress(operation));
  return `# ${DATA_PLANE}
# The old version stays enabled: data is still wrapped with it
current="$(az keyvault key show --id ${id} --query key.kid --output tsv)"
if [ "\${current##*/}" = ${shell(operation.version)} ]; then
  az keyvault key rotate --id ${id}
fi`;
}

/** Sets a rotation policy with Azure PowerShell. */
export function powershellSetPolicy(operation: SetPolicy): string {
  const { rotateAfter, rotateBefore, notifyBefore, expiryTime } = operation.policy;
  const rotate = rotateAfter
    ? `TimeAfterCreate = ${powershell(rotateAfter)}`
    : rotateBefore && `TimeBeforeExpiry = ${powershell(rotateBefore)}`;
  const actions = [
    rotate && `@{ Action = 'Rotate'; ${rotate} }`,
    notifyBefore && `@{ Action = 'Notify'; TimeBeforeExpiry = ${powershell(notifyBefore)} }`,
  ].filter((action): action is string => Boolean(action));
  const options = [
    storeParameter(operation),
    `-Name ${powershell(operation.name)}`,
    ...(expiryTime ? [`-ExpiresIn ${powershell(expiryTime)}`] : []),
    ...(actions.length > 0 ? [`-KeyRotationLifetimeAction ${actions.join(", ")}`] : []),
  ];
  return `# ${DATA_PLANE}\n${["Set-AzKeyVaultKeyRotationPolicy", ...options].join(" `\n  ")}`;
}

/** Makes a new version with Azure PowerShell, unless it was made already. */
export function powershellRotate(operation: Rotate): string {
  const key = `${storeParameter(operation)} -Name ${powershell(operation.name)}`;
  return `# ${DATA_PLANE}
# The old version stays enabled: data is still wrapped with it
if ((Get-AzKeyVaultKey ${key}).Version -eq ${powershell(operation.version)}) {
  Invoke-AzKeyVaultKeyRotation ${key}
}`;
}

/** What to write into the resource of a key that Terraform manages; it cannot set the policy of any other. */
export function terraformSetPolicy({ name, policy }: SetPolicy): string {
  const { rotateAfter, rotateBefore, notifyBefore, expiryTime } = policy;
  const trigger = rotateAfter
    ? `time_after_creation = "${rotateAfter}"`
    : rotateBefore && `time_before_expiry = "${rotateBefore}"`;
  const lines = [
    "rotation_policy {",
    ...(trigger ? ["  automatic {", `    ${trigger}`, "  }"] : []),
    ...(expiryTime ? [`  expire_after         = "${expiryTime}"`] : []),
    ...(notifyBefore ? [`  notify_before_expiry = "${notifyBefore}"`] : []),
    "}",
  ];
  return `# Only where an azurerm_key_vault_key resource manages ${name}: put this block into it. Otherwise use Azure CLI or PowerShell.
${lines.map((line) => `# ${line}`).join("\n")}`;
}
