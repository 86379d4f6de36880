import "server-only";
import { z } from "zod";
import type { ActivityEntry } from "@/lib/cmk/activity/activity";
import { armList } from "./arm-list";
import type { AzureClients } from "./clients";
import { subscriptionOf } from "./resource-id";

const named = z.object({ value: z.string().nullish() }).nullish();
const text = z.string().nullish();
const eventSchema = z.object({
  eventDataId: text,
  id: text,
  eventTimestamp: z.string(),
  operationName: named,
  status: named,
  category: named,
  resourceId: text,
  caller: text,
  correlationId: text,
  claims: z.record(z.string(), z.string()).nullish(),
  httpRequest: z.object({ clientIpAddress: text }).nullish(),
});
type Event = z.output<typeof eventSchema>;

const ENDED: Record<string, ActivityEntry["status"]> = { succeeded: "succeeded", failed: "failed" };

/** Begun and accepted operations have a line of their own when they end; only ends are kept. */
function toEntry(event: Event): ActivityEntry[] {
  const status = ENDED[event.status?.value?.toLowerCase() ?? ""];
  const operation = event.operationName?.value;
  const eventId = event.eventDataId ?? event.id;
  if (!status || !operation || !eventId) return [];
  const caller = event.caller ?? null;
  return [
    {
      source: "activity-log",
      eventId,
      at: new Date(event.eventTimestamp).toISOString(),
      operation,
      status,
      resourceId: event.resourceId ?? "",
      caller,
      callerKind: caller === null ? null : caller.includes("@") ? "user" : "application",
      callerIp: event.httpRequest?.clientIpAddress ?? event.claims?.ipaddr ?? null,
      correlationId: event.correlationId ?? null,
    },
  ];
}

/** Rights and locks count when they are of the vault, or of what it lies in. */
function concerns(resourceId: string, vaultId: string): boolean {
  const scope = resourceId.replace(/\/providers\/Microsoft\.Authorization\/.*$/i, "");
  const [own, vault] = [`${scope}/`.toLowerCase(), `${vaultId}/`.toLowerCase()];
  return own.startsWith(vault) || vault.startsWith(own);
}

const COLUMNS =
  "eventDataId,eventTimestamp,operationName,status,category,resourceId,caller,correlationId,claims,httpRequest";

/**
 * What the Activity Log has of a vault, and of the rights, locks and state of its subscription, oldest first. Lines
 * appear minutes after what they tell. Source: Azure Monitor, Activity Logs list 2015-04-01. Throws VendorError.
 */
export async function listActivity(
  clients: AzureClients,
  vaultId: string,
  { since, until }: { since: Date; until: Date },
): Promise<ActivityEntry[]> {
  const subscription = subscriptionOf(vaultId);
  const list = async (condition: string) => {
    const span = `eventTimestamp ge '${since.toISOString()}' and eventTimestamp le '${until.toISOString()}'`;
    const query = new URLSearchParams({
      "api-version": "2015-04-01",
      $filter: `${span} and ${condition}`,
      $select: COLUMNS,
    });
    const path = `/subscriptions/${subscription}/providers/Microsoft.Insights/eventtypes/management/values?${query}`;
    return (await armList(clients, subscription, path, eventSchema)).flatMap(toEntry);
  };
  const [own, rights, state] = await Promise.all([
    list(`resourceUri eq '${vaultId}'`),
    list("resourceProvider eq 'Microsoft.Authorization'"),
    list("resourceProvider eq 'Microsoft.Subscription'"),
  ]);
  const wide = [...rights, ...state].filter(({ resourceId }) => concerns(resourceId, vaultId));
  const all = new Map([...own, ...wide].map((entry) => [entry.eventId, entry]));
  return [...all.values()].sort((a, b) => (a.at < b.at ? -1 : 1));
}
