import "server-only";
import { createDefaultHttpClient, createHttpHeaders, createPipelineRequest } from "@azure/core-rest-pipeline";
import { z } from "zod";
import { armGet } from "./arm-list";
import type { AzureClients } from "./clients";
import { vendorFailure } from "./errors";
import { LIMITS } from "./limits";
import { subscriptionOf } from "./resource-id";

const workspaceSchema = z.object({ properties: z.object({ customerId: z.guid() }) });
const answerSchema = z.object({
  tables: z
    .array(
      z.object({ columns: z.array(z.object({ name: z.string() })), rows: z.array(z.array(z.unknown())) }),
    )
    .min(1),
});
type ErrorBody = { code?: string; message?: string; innererror?: ErrorBody };

/** The id by which the query service knows a workspace. Throws VendorError. */
export async function workspaceKey(clients: AzureClients, workspaceId: string): Promise<string> {
  const path = `${workspaceId}?api-version=2023-09-01`;
  return (await armGet(clients, subscriptionOf(workspaceId), path, workspaceSchema)).properties.customerId;
}

function parse(body: string | null | undefined): unknown {
  try {
    return JSON.parse(body ?? "");
  } catch {
    return undefined;
  }
}

function innermost(error: ErrorBody | undefined): ErrorBody {
  return error?.innererror ? innermost(error.innererror) : (error ?? {});
}

/**
 * Asks a workspace one Kusto query; rows by column name. Source: Azure Monitor, Log Analytics query API v1. Throws
 * VendorError: `SemanticError` where a table of the query is not in the workspace.
 */
export async function queryWorkspace(
  clients: AzureClients,
  key: string,
  query: string,
): Promise<Record<string, unknown>[]> {
  const url = `${clients.logAnalyticsUrl}/v1/workspaces/${key}/query`;
  return clients.call("azure", LIMITS.list, async (abortSignal) => {
    const headers = createHttpHeaders({ accept: "application/json", "content-type": "application/json" });
    const request = createPipelineRequest({
      url,
      headers,
      abortSignal,
      method: "POST",
      body: JSON.stringify({ query }),
    });
    const response = await clients.logs().sendRequest(createDefaultHttpClient(), request);
    const body = parse(response.bodyAsText);
    const { error } = (body ?? {}) as { error?: ErrorBody };
    const parsed = answerSchema.safeParse(body);
    if (response.status === 200 && parsed.success && !error) {
      const [table] = parsed.data.tables;
      return (table?.rows ?? []).map((row) =>
        Object.fromEntries((table?.columns ?? []).map(({ name }, index) => [name, row[index]])),
      );
    }
    const { code = null, message } = innermost(error);
    // 200 with an error beside it is a part of an answer: not all of it, so none.
    const status = response.status === 200 ? null : response.status;
    const found = { status, code, message: message ?? `Log Analytics answered ${response.status}.` };
    const retryAfter = response.headers.get("retry-after") ?? null;
    throw vendorFailure("azure", { ...found, retryAfter }, undefined);
  });
}
