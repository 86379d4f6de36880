import "server-only";
import { z } from "zod";
import { WATCHED_OPERATIONS } from "@/lib/cmk/monitored";
import type { MonitoringFacts } from "@/lib/cmk/watch-facts";
import { VendorError } from "@/lib/vendor-error";
import { armGet, armList } from "./arm-list";
import type { AzureClients } from "./clients";
import { subscriptionOf } from "./resource-id";

const text = z.string().nullish();
const diagnostic = z.object({
  name: z.string(),
  properties: z.object({
    workspaceId: text,
    logAnalyticsDestinationType: text,
    storageAccountId: text,
    eventHubAuthorizationRuleId: text,
    marketplacePartnerId: text,
    logs: z
      .array(
        z.object({
          category: text,
          categoryGroup: text,
          enabled: z.boolean(),
          retentionPolicy: z.object({ enabled: z.boolean(), days: z.number() }).nullish(),
        }),
      )
      .nullish(),
  }),
});

async function diagnosticsOf(clients: AzureClients, vaultId: string) {
  const path = `${vaultId}/providers/Microsoft.Insights/diagnosticSettings?api-version=2021-05-01-preview`;
  const rows = await armList(clients, subscriptionOf(vaultId), path, diagnostic);
  return rows
    .map(({ name, properties: p }) => {
      const on = (p.logs ?? []).filter(({ enabled }) => enabled);
      const days = on.flatMap(({ retentionPolicy }) =>
        retentionPolicy?.enabled ? [retentionPolicy.days] : [],
      );
      const sink =
        p.workspaceId ??
        p.storageAccountId ??
        p.eventHubAuthorizationRuleId ??
        p.marketplacePartnerId ??
        null;
      return {
        name,
        sink,
        workspaceId: p.workspaceId ?? null,
        ...(p.logAnalyticsDestinationType === "Dedicated" ? { dedicated: true } : {}),
        logs: on.flatMap(({ category, categoryGroup }) => category ?? categoryGroup ?? []),
        retentionDays: days.length > 0 ? Math.min(...days) : null,
      };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

const metricAlert = z.object({
  name: z.string(),
  properties: z.object({
    enabled: z.boolean(),
    scopes: z.array(z.string()),
    actions: z.array(z.object({ actionGroupId: text })).nullish(),
    criteria: z.object({ allOf: z.array(z.object({ metricName: text })).nullish() }).nullish(),
  }),
});

/** A rule's scope covers a resource when it is that, or what it lies in. */
const covers = (scopes: string[], resourceId: string) =>
  scopes.some((scope) =>
    `${resourceId}/`.toLowerCase().startsWith(`${scope.replace(/\/$/, "")}/`.toLowerCase()),
  );

async function metricAlertsOn(clients: AzureClients, vaultId: string) {
  const subscription = subscriptionOf(vaultId);
  const path = `/subscriptions/${subscription}/providers/Microsoft.Insights/metricAlerts?api-version=2018-03-01`;
  const rows = await armList(clients, subscription, path, metricAlert);
  return rows
    .filter(({ properties: p }) => p.enabled && (p.actions ?? []).length > 0 && covers(p.scopes, vaultId))
    .map(({ name, properties: p }) => ({
      name,
      metrics: (p.criteria?.allOf ?? []).flatMap(({ metricName }) => metricName ?? []),
    }));
}

const condition = z.object({ field: text, equals: text, containsAny: z.array(z.string()).nullish() });
const activityAlert = z.object({
  name: z.string(),
  properties: z.object({
    enabled: z.boolean().nullish(),
    scopes: z.array(z.string()),
    condition: z.object({ allOf: z.array(condition.extend({ anyOf: z.array(condition).nullish() })) }),
    actions: z.object({ actionGroups: z.array(z.unknown()).nullish() }).nullish(),
  }),
});

async function byActivityLog(clients: AzureClients, vaultId: string): Promise<string[]> {
  const subscription = subscriptionOf(vaultId);
  const path = `/subscriptions/${subscription}/providers/Microsoft.Insights/activityLogAlerts?api-version=2020-10-01`;
  const rows = await armList(clients, subscription, path, activityAlert);
  return rows
    .filter(({ properties: p }) => p.enabled !== false && covers(p.scopes, vaultId))
    .filter(({ properties: p }) => (p.actions?.actionGroups ?? []).length > 0)
    .flatMap(({ properties }) => properties.condition.allOf.flatMap((one) => [one, ...(one.anyOf ?? [])]))
    .filter(({ field }) => field?.toLowerCase() === "operationname")
    .flatMap(({ equals, containsAny }) => [...(equals ? [equals] : []), ...(containsAny ?? [])]);
}

const logRule = z.object({
  properties: z.object({
    enabled: z.boolean().nullish(),
    scopes: z.array(z.string()).nullish(),
    criteria: z.object({ allOf: z.array(z.object({ query: text })).nullish() }).nullish(),
    actions: z.object({ actionGroups: z.array(z.string()).nullish() }).nullish(),
  }),
});

/** What rules over logs ask for: operations on keys are in the audit log alone, which the Activity Log does not have. */
async function byLogs(
  clients: AzureClients,
  vaultId: string,
  workspaces: (string | null)[],
): Promise<string[]> {
  const subscription = subscriptionOf(vaultId);
  const path = `/subscriptions/${subscription}/providers/Microsoft.Insights/scheduledQueryRules?api-version=2021-08-01`;
  const rows = await armList(clients, subscription, path, logRule);
  const over = [vaultId, ...workspaces.flatMap((id) => id ?? [])];
  const queries = rows
    .filter(({ properties: p }) => p.enabled !== false && over.some((id) => covers(p.scopes ?? [], id)))
    .filter(({ properties: p }) => (p.actions?.actionGroups ?? []).length > 0)
    .flatMap(({ properties: p }) => (p.criteria?.allOf ?? []).flatMap(({ query }) => query ?? []));
  return WATCHED_OPERATIONS.filter((name) =>
    queries.some((query) => new RegExp(`\\b${name}\\b`, "i").test(query)),
  );
}

async function watchedOperationsOf(
  clients: AzureClients,
  vaultId: string,
  workspaces: (string | null)[],
): Promise<string[]> {
  const found = await Promise.all([byActivityLog(clients, vaultId), byLogs(clients, vaultId, workspaces)]);
  return [...new Set(found.flat())].sort();
}

const subscriptionRow = z.object({
  properties: z.object({
    provisioningState: text,
    filter: z.object({ includedEventTypes: z.array(z.string()).nullish() }).nullish(),
  }),
});
/** What a subscription without a list of types gets. Source: Azure Event Grid, Key Vault event schema. */
const EVERY_EVENT = [
  "Microsoft.KeyVault.KeyNewVersionCreated",
  "Microsoft.KeyVault.KeyNearExpiry",
  "Microsoft.KeyVault.KeyExpired",
  "Microsoft.KeyVault.VaultAccessPolicyChanged",
];

async function eventTypesOf(clients: AzureClients, vaultId: string): Promise<string[]> {
  const path = `${vaultId}/providers/Microsoft.EventGrid/eventSubscriptions?api-version=2022-06-15`;
  const rows = await armList(clients, subscriptionOf(vaultId), path, subscriptionRow);
  const types = rows.flatMap(({ properties }) => properties.filter?.includedEventTypes ?? EVERY_EVENT);
  return [...new Set(types)].sort();
}

const pricing = z.object({ properties: z.object({ pricingTier: z.string() }) });

async function defenderTierOf(clients: AzureClients, vaultId: string): Promise<string> {
  const subscription = subscriptionOf(vaultId);
  const path = `/subscriptions/${subscription}/providers/Microsoft.Security/pricings/KeyVaults?api-version=2024-01-01`;
  return (await armGet(clients, subscription, path, pricing)).properties.pricingTier;
}

/** The answer, or null where Azure gave none: one refused question does not hide the others. */
async function orNull<T>(question: Promise<T>): Promise<T | null> {
  try {
    return await question;
  } catch (error) {
    if (error instanceof VendorError) return null;
    throw error;
  }
}

/**
 * Who would notice that something happens to a vault: its audit logs, alert rules, events and Defender. Sources: Azure
 * Monitor, Event Grid and Defender for Cloud, by the paths and versions above. Throws VendorError for the logs alone.
 */
export async function getMonitoring(clients: AzureClients, vaultId: string): Promise<MonitoringFacts> {
  const diagnostics = await diagnosticsOf(clients, vaultId);
  const workspaces = diagnostics.map(({ workspaceId }) => workspaceId);
  const [metricAlerts, watchedOperations, eventTypes, defenderTier] = await Promise.all([
    orNull(metricAlertsOn(clients, vaultId)),
    orNull(watchedOperationsOf(clients, vaultId, workspaces)),
    orNull(eventTypesOf(clients, vaultId)),
    orNull(defenderTierOf(clients, vaultId)),
  ]);
  return { diagnostics, metricAlerts, watchedOperations, eventTypes, defenderTier };
}
