import "server-only";
import { createHttpHeaders, createPipelineRequest, type HttpMethods } from "@azure/core-rest-pipeline";
import { z } from "zod";
import { allPages, nonsense } from "./all-pages";
import type { AzureClients } from "./clients";
import { vendorFailure } from "./errors";
import { LIMITS } from "./limits";

const errorSchema = z.object({
  error: z.object({
    code: z.string(),
    message: z.string().default(""),
    innererror: z.object({ code: z.string().nullish() }).nullish(),
  }),
});

function parse(text: string | null | undefined): unknown {
  try {
    return text ? JSON.parse(text) : null;
  } catch {
    return undefined;
  }
}

/**
 * One request to a managed HSM's data plane that KeyClient has no method for: its local RBAC. `path` begins with a
 * slash, or is the whole address of a next page. Throws VendorError.
 */
export function askHsm<S extends z.ZodType>(
  clients: AzureClients,
  name: string,
  method: HttpMethods,
  path: string,
  schema: S,
  body?: object,
): Promise<z.output<S>> {
  const origin = clients.managedHsmUri(name);
  const url = path.startsWith("/") ? `${origin}${path}` : path;
  if (new URL(url).hostname !== new URL(origin).hostname)
    throw nonsense("key-vault", "The next page is at another address than the managed HSM's.");
  return clients.call("key-vault", method === "GET" ? LIMITS.list : LIMITS.write, async (abortSignal) => {
    const headers = createHttpHeaders({ accept: "application/json", "content-type": "application/json" });
    const text = body && JSON.stringify(body);
    const request = createPipelineRequest({
      url,
      method,
      headers,
      abortSignal,
      ...(text ? { body: text } : {}),
    });
    const response = await clients.sendToDataPlane(request);
    const answer = parse(response.bodyAsText);
    if (response.status < 200 || response.status > 299) {
      const error = errorSchema.safeParse(answer).data?.error;
      const found = {
        status: response.status,
        code: error?.innererror?.code ?? error?.code ?? null,
        message: error?.message || `The managed HSM answered ${response.status}.`,
        requestId: response.headers.get("x-ms-request-id") ?? null,
        retryAfter: response.headers.get("retry-after") ?? null,
      };
      throw vendorFailure("key-vault", found, undefined);
    }
    const parsed = schema.safeParse(answer);
    if (!parsed.success)
      throw nonsense("key-vault", "The managed HSM's answer has another form than agreed.");
    return parsed.data;
  });
}

/** All pages of a listing of a managed HSM. Throws VendorError. */
export function listFromHsm<S extends z.ZodType>(
  clients: AzureClients,
  name: string,
  path: string,
  row: S,
): Promise<z.output<S>[]> {
  return allPages("key-vault", path, row, (place, page) => askHsm(clients, name, "GET", place, page));
}
