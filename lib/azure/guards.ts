import "server-only";
import { z } from "zod";
import type { DenyAssignment } from "@/lib/azure/ports";
import type { LockFacts } from "@/lib/cmk/watch-facts";
import { armList } from "./arm-list";
import type { AzureClients } from "./clients";
import { subscriptionOf } from "./resource-id";

const lock = z.object({ id: z.string(), name: z.string(), properties: z.object({ level: z.string() }) });

/** The locks in effect at a resource, inherited ones included. Source: Azure, management locks 2016-09-01. */
export async function listLocks(clients: AzureClients, resourceId: string): Promise<LockFacts[]> {
  const path = `${resourceId}/providers/Microsoft.Authorization/locks?api-version=2016-09-01&$filter=atScope()`;
  const rows = await armList(clients, subscriptionOf(resourceId), path, lock);
  return rows
    .map(({ id, name, properties }) => ({
      name,
      level: properties.level,
      scope: id.replace(/\/providers\/Microsoft\.Authorization\/locks\/[^/]+$/i, ""),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

const principals = z.array(z.object({ id: z.string() })).nullish();
const words = z.array(z.string()).nullish();
const denial = z.object({
  id: z.string(),
  properties: z.object({
    denyAssignmentName: z.string().nullish(),
    scope: z.string().nullish(),
    principals,
    excludePrincipals: principals,
    permissions: z.array(z.object({ dataActions: words, notDataActions: words })).nullish(),
  }),
});

/** The deny assignments in effect at a resource. Source: Azure, deny assignments 2022-04-01. */
export async function listDenyAssignments(
  clients: AzureClients,
  resourceId: string,
): Promise<DenyAssignment[]> {
  const path = `${resourceId}/providers/Microsoft.Authorization/denyAssignments?api-version=2022-04-01`;
  const rows = await armList(clients, subscriptionOf(resourceId), path, denial);
  return rows.map(({ id, properties }) => ({
    id,
    name: properties.denyAssignmentName ?? id,
    scope: properties.scope ?? "",
    principals: (properties.principals ?? []).map((one) => one.id),
    excluded: (properties.excludePrincipals ?? []).map((one) => one.id),
    permissions: (properties.permissions ?? []).map(({ dataActions, notDataActions }) => ({
      dataActions: dataActions ?? [],
      notDataActions: notDataActions ?? [],
    })),
  }));
}
