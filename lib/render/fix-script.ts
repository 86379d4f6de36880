import type { CheckId } from "../cmk/checks/check-ids";
import { ADOBE_MONITOR_ADDRESS } from "../cmk/ids";
import { storeOfId } from "../cmk/key-store";
import { WATCHED_EVENTS, WATCHED_OPERATIONS } from "../cmk/monitored";
import { lastSegment, shell, subscriptionOf } from "./format";

const command = (...parts: string[]) => parts.join(" \\\n  ");
const groupOf = (id: string) => id.split("/")[4] ?? "";

/** What only the owner can say stands first, and nothing runs without it. */
const asked = (name: string, what: string) => `: "\${${name}:?${what}}"`;
const WORKSPACE = asked("WORKSPACE_ID", "the resource id of a Log Analytics workspace");
const LOGGED = asked("WORKSPACE_ID", "the resource id of the workspace that has the audit log");
const GROUP = asked("ACTION_GROUP_ID", "the resource id of the action group that is told");
const ENDPOINT = asked("ENDPOINT", "the https address that Event Grid posts to");

type Render = (vaultId: string) => string[];

/** What holds for a managed HSM as for a vault: it is about the resource, or about what lies around it. */
const OF_ANY: Partial<Record<CheckId, Render>> = {
  "VLT-08": (id) => [
    command(
      "az lock create",
      "--name keep-customer-managed-key",
      "--lock-type CanNotDelete",
      `--resource ${shell(id)}`,
    ),
  ],
  "MON-01": (id) => [
    WORKSPACE,
    command(
      "az monitor diagnostic-settings create",
      "--name key-audit",
      `--resource ${shell(id)}`,
      '--workspace "$WORKSPACE_ID"',
      `--logs ${shell(JSON.stringify([{ categoryGroup: "audit", enabled: true }]))}`,
    ),
  ],
  "MON-03": (id) => [
    GROUP,
    command(
      "az monitor metrics alert create",
      `--subscription ${shell(subscriptionOf(id))}`,
      `--resource-group ${shell(groupOf(id))}`,
      `--name ${shell(`availability-${lastSegment(id)}`)}`,
      `--scopes ${shell(id)}`,
      '--condition "avg Availability < 100"',
      '--action "$ACTION_GROUP_ID"',
    ),
  ],
  "MON-04": (id) => [
    LOGGED,
    GROUP,
    command(
      "az monitor scheduled-query create",
      `--subscription ${shell(subscriptionOf(id))}`,
      `--resource-group ${shell(groupOf(id))}`,
      `--name ${shell(`changes-${lastSegment(id)}`)}`,
      '--scopes "$WORKSPACE_ID"',
      `--condition "count 'Changes' > 0"`,
      `--condition-query Changes=${shell(
        `union isfuzzy=true AzureDiagnostics, AZKVAuditLogs | where _ResourceId =~ "${id}" and OperationName in ("${WATCHED_OPERATIONS.join('", "')}")`,
      )}`,
      "--evaluation-frequency 5m",
      "--window-size 5m",
      '--action-groups "$ACTION_GROUP_ID"',
    ),
  ],
};

const OF_VAULTS: Partial<Record<CheckId, Render>> = {
  "NET-04": (id) => {
    const vault = `--subscription ${shell(subscriptionOf(id))} --name ${shell(lastSegment(id))}`;
    return [
      command(`az keyvault network-rule add ${vault}`, `--ip-address ${ADOBE_MONITOR_ADDRESS}/32`),
      command(`az keyvault update ${vault}`, "--bypass AzureServices", "--default-action Deny"),
    ];
  },
  "MON-05": (id) => [
    ENDPOINT,
    command(
      "az eventgrid event-subscription create",
      "--name key-life",
      `--source-resource-id ${shell(id)}`,
      '--endpoint "$ENDPOINT"',
      `--included-event-types ${WATCHED_EVENTS.map((event) => `Microsoft.KeyVault.${event}`).join(" ")}`,
    ),
  ],
  "MON-06": (id) => [
    command(
      "az security pricing create",
      `--subscription ${shell(subscriptionOf(id))}`,
      "--name KeyVaults",
      "--tier standard",
    ),
  ],
};

/**
 * How the owner of a vault or managed HSM mends a check whose mending is no plan of Clavis's: one line of Azure CLI that
 * stops at the first thing that fails, wherever it is pasted. Null where it takes a person's judgement. Source: Azure CLI
 * reference, az lock, az monitor, az keyvault, az eventgrid, az security.
 */
export function renderFixScript(check: CheckId, vaultId: string): string | null {
  const render = OF_ANY[check] ?? (storeOfId(vaultId) === "vault" ? OF_VAULTS[check] : undefined);
  return render ? render(vaultId).join(" &&\n") : null;
}
