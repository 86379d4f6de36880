import "server-only";
import { createHttpHeaders, createPipelineRequest } from "@azure/core-rest-pipeline";
import { z } from "zod";
import { allPages, nonsense } from "./all-pages";
import type { AzureClients } from "./clients";
import { vendorFailure } from "./errors";
import { LIMITS } from "./limits";

const errorSchema = z.object({ error: z.object({ code: z.string(), message: z.string() }) });

/**
 * One GET of Azure Resource Manager that no SDK of ours has, through an SDK's pipeline (its token, its limits) by
 * path. Throws VendorError: also for an answer of another form than agreed.
 */
export async function armGet<S extends z.ZodType>(
  clients: AzureClients,
  subscriptionId: string,
  path: string,
  schema: S,
): Promise<z.output<S>> {
  const origin = new URL(clients.resourceManagerUrl).origin;
  const url = path.startsWith("/") ? `${clients.resourceManagerUrl}${path}` : path;
  if (new URL(url).origin !== origin)
    throw nonsense("azure", "The next page is at another address than Azure's.");
  return clients.call("azure", LIMITS.list, async (abortSignal) => {
    const headers = createHttpHeaders({ accept: "application/json" });
    const response = await clients
      .authorization(subscriptionId)
      .sendRequest(createPipelineRequest({ url, headers, abortSignal }));
    const body = read(response.bodyAsText ?? "");
    if (response.status !== 200) {
      const error = errorSchema.safeParse(body).data?.error;
      const message = error?.message ?? `Azure answered ${response.status}.`;
      const retryAfter = response.headers.get("retry-after") ?? null;
      const found = { status: response.status, code: error?.code ?? null, message, retryAfter };
      throw vendorFailure("azure", found, undefined);
    }
    const parsed = schema.safeParse(body);
    if (!parsed.success) throw nonsense("azure", "Azure's answer has another form than agreed.");
    return parsed.data;
  });
}

/** All pages of a listing. Throws VendorError. */
export function armList<S extends z.ZodType>(
  clients: AzureClients,
  subscriptionId: string,
  path: string,
  row: S,
): Promise<z.output<S>[]> {
  return allPages("azure", path, row, (place, page) => armGet(clients, subscriptionId, place, page));
}

function read(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
