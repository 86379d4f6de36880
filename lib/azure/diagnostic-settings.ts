import "server-only";
import { createHttpHeaders, createPipelineRequest } from "@azure/core-rest-pipeline";
import { z } from "zod";
import type { AzureClients } from "./clients";
import { vendorFailure } from "./errors";
import { LIMITS } from "./limits";
import type { AzureClient } from "./ports";
import { subscriptionOf } from "./resource-id";

const API_VERSION = "2021-05-01-preview";
const text = z.string().nullish();
const listSchema = z.object({
  value: z.array(
    z.object({
      name: z.string(),
      properties: z.object({
        workspaceId: text,
        storageAccountId: text,
        eventHubAuthorizationRuleId: text,
        marketplacePartnerId: text,
        logs: z.array(z.object({ category: text, categoryGroup: text, enabled: z.boolean() })).nullish(),
      }),
    }),
  ),
});

/**
 * Where a resource's logs go. No SDK of ours has this call, so it goes through one's pipeline (its token, its
 * limits) by path. Source: Azure Monitor, diagnosticSettings list. Throws VendorError.
 */
export async function listDiagnosticSettings(
  clients: AzureClients,
  resourceId: string,
): ReturnType<AzureClient["listDiagnosticSettings"]> {
  const path = `${resourceId}/providers/Microsoft.Insights/diagnosticSettings?api-version=${API_VERSION}`;
  const url = `${clients.resourceManagerUrl}${path}`;
  const answer = await clients.call("azure", LIMITS.list, async (abortSignal) => {
    const headers = createHttpHeaders({ accept: "application/json" });
    const response = await clients
      .authorization(subscriptionOf(resourceId))
      .sendRequest(createPipelineRequest({ url, headers, abortSignal }));
    const parsed = listSchema.safeParse(read(response.bodyAsText ?? ""));
    if (response.status === 200 && parsed.success) return parsed.data;
    const retryAfter = response.headers.get("retry-after") ?? null;
    const status = response.status === 200 ? null : response.status;
    const message = `Azure Monitor answered ${response.status}.`;
    throw vendorFailure("azure", { status, code: null, message, retryAfter }, undefined);
  });
  return answer.value.map(({ name, properties }) => ({
    name,
    sink:
      properties.workspaceId ??
      properties.storageAccountId ??
      properties.eventHubAuthorizationRuleId ??
      properties.marketplacePartnerId ??
      null,
    logs: (properties.logs ?? []).flatMap(({ category, categoryGroup, enabled }) =>
      enabled ? (category ?? categoryGroup ?? []) : [],
    ),
  }));
}

function read(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
