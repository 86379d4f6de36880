import { ADOBE_MONITOR_ADDRESS } from "../cmk/ids";
import { storeOfId } from "../cmk/key-store";
import { lastSegment, shell, subscriptionOf } from "./format";

const command = (...parts: string[]) => parts.join(" \\\n  ");

/** What only the owner can say stands first, and nothing runs without it. */
const asked = (name: string, what: string) => `: "\${${name}:?${what}}"`;
const WORKSPACE = asked("WORKSPACE_ID", "the resource id of a Log Analytics workspace");
const GROUP = asked("ACTION_GROUP_ID", "the resource id of the action group that is told");
const ENDPOINT = asked("ENDPOINT", "the https address that Event Grid posts to");

const CHANGES = ["KeyDelete", "KeyUpdate", "KeyPurge", "VaultDelete", "VaultPatch", "KeyBackup"];
const EVENTS = ["KeyNearExpiry", "KeyExpired", "KeyNewVersionCreated", "VaultAccessPolicyChanged"];

type Render = (vaultId: string) => string[];

/** What holds for a managed HSM as for a vault: it is about the resource, or about what lies around it. */
const OF_ANY: Record<string, Render> = {
  "add-lock": (id) => [
    command(
      "az lock create",
      "--name keep-customer-managed-key",
      "--lock-type CanNotDelete",
      `--resource ${shell(id)}`,
    ),
  ],
  "log-audit-events": (id) => [
    WORKSPACE,
    command(
      "az monitor diagnostic-settings create",
      "--name key-audit",
      `--resource ${shell(id)}`,
      '--workspace "$WORKSPACE_ID"',
      `--logs ${shell(JSON.stringify([{ categoryGroup: "audit", enabled: true }]))}`,
    ),
  ],
  "keep-logs-longer": () => [
    WORKSPACE,
    command("az monitor log-analytics workspace update", '--ids "$WORKSPACE_ID"', "--retention-time 365"),
  ],
  "add-metric-alerts": (id) => [
    GROUP,
    command(
      "az monitor metrics alert create",
      `--subscription ${shell(subscriptionOf(id))}`,
      `--name ${shell(`availability-${lastSegment(id)}`)}`,
      `--resource-group ${shell(id.split("/")[4] ?? "")}`,
      `--scopes ${shell(id)}`,
      '--condition "avg Availability < 100"',
      '--action "$ACTION_GROUP_ID"',
    ),
  ],
  "add-change-alert": (id) => [
    WORKSPACE,
    GROUP,
    command(
      "az monitor scheduled-query create",
      `--subscription ${shell(subscriptionOf(id))}`,
      `--name ${shell(`changes-${lastSegment(id)}`)}`,
      `--resource-group ${shell(id.split("/")[4] ?? "")}`,
      '--scopes "$WORKSPACE_ID"',
      `--condition "count 'Changes' > 0"`,
      `--condition-query Changes=${shell(
        `AzureDiagnostics | where ResourceId =~ "${id}" and OperationName in ("${CHANGES.join('", "')}")`,
      )}`,
      "--evaluation-frequency 5m",
      "--window-size 5m",
      '--action-groups "$ACTION_GROUP_ID"',
    ),
  ],
};

const OF_VAULTS: Record<string, Render> = {
  "close-by-default": (id) => {
    const vault = `--subscription ${shell(subscriptionOf(id))} --name ${shell(lastSegment(id))}`;
    return [
      "# Adobe's address first: closed without it, Adobe's monitoring is cut off at once",
      command(`az keyvault network-rule add ${vault}`, `--ip-address ${ADOBE_MONITOR_ADDRESS}/32`),
      command(`az keyvault update ${vault}`, "--bypass AzureServices", "--default-action Deny"),
    ];
  },
  "subscribe-events": (id) => [
    ENDPOINT,
    command(
      "az eventgrid event-subscription create",
      "--name key-life",
      `--source-resource-id ${shell(id)}`,
      '--endpoint "$ENDPOINT"',
      `--included-event-types ${EVENTS.map((event) => `Microsoft.KeyVault.${event}`).join(" ")}`,
    ),
  ],
  "turn-on-defender": (id) => [
    command(
      "az security pricing create",
      `--subscription ${shell(subscriptionOf(id))}`,
      "--name KeyVaults",
      "--tier standard",
    ),
  ],
};

/**
 * How the owner of a vault or managed HSM mends what Clavis does not change by itself (`what` of a check's fix), as
 * Azure CLI commands that can be run again; null where it takes a person's judgement. Source: Azure CLI reference, az
 * lock, az monitor, az keyvault, az eventgrid, az security.
 */
export function renderFixScript(what: string, vaultId: string): string | null {
  const render = OF_ANY[what] ?? (storeOfId(vaultId) === "vault" ? OF_VAULTS[what] : undefined);
  return render ? ["set -euo pipefail", ...render(vaultId)].join("\n") : null;
}
