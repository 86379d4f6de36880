import type { Lock } from "../core/access-types";
import type { DiagnosticSetting, Monitor, Workspace } from "../core/log-types";
import { fixedId, SUBSCRIPTIONS } from "./names";
import { vaultId } from "./vaults";

// What Fabrikam keeps around its vaults: a lock, their log, an alert.
const fabrikamVaults = ["kv-fabrikam-aep", "kv-fabrikam-cja"].map((name) =>
  vaultId("fabrikam", "rg-cmk", name),
);

export const locks: Lock[] = fabrikamVaults.map((scope) => ({
  scope,
  name: "keep-cmk-vault",
  level: "CanNotDelete",
  notes: "Adobe's data is sealed with the key in this vault.",
}));

const WORKSPACE = `/subscriptions/${SUBSCRIPTIONS.fabrikam}/resourceGroups/rg-logs/providers/Microsoft.OperationalInsights/workspaces/log-fabrikam`;

export const workspaces: Workspace[] = [
  { id: WORKSPACE, name: "log-fabrikam", location: "eastus2", customerId: fixedId("workspace:log-fabrikam") },
];

export const diagnosticSettings: DiagnosticSetting[] = fabrikamVaults.map((resourceUri) => ({
  resourceUri,
  name: "audit",
  properties: {
    workspaceId: WORKSPACE,
    logs: [
      {
        category: "AuditEvent",
        categoryGroup: null,
        enabled: true,
        retentionPolicy: { enabled: false, days: 0 },
      },
    ],
    metrics: [],
  },
}));

/** Somebody is told when a vault of Fabrikam's does not answer; nobody when its key is touched. */
export const monitors: Monitor[] = fabrikamVaults.map((scope, index) => ({
  scope: `/subscriptions/${SUBSCRIPTIONS.fabrikam}/resourceGroups/rg-cmk`,
  type: "Microsoft.Insights/metricAlerts",
  name: `cmk-vault-availability-${index + 1}`,
  location: "global",
  properties: {
    enabled: true,
    severity: 1,
    scopes: [scope],
    evaluationFrequency: "PT1M",
    windowSize: "PT5M",
    criteria: {
      "odata.type": "Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria",
      allOf: [
        {
          criterionType: "StaticThresholdCriterion",
          name: "availability",
          metricName: "Availability",
          operator: "LessThan",
          threshold: 100,
          timeAggregation: "Average",
        },
      ],
    },
    actions: [
      {
        actionGroupId: `/subscriptions/${SUBSCRIPTIONS.fabrikam}/resourceGroups/rg-logs/providers/Microsoft.Insights/actionGroups/security`,
      },
    ],
  },
}));
