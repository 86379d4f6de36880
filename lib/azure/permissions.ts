import "server-only";
import { createHttpHeaders, createPipelineRequest } from "@azure/core-rest-pipeline";
import { z } from "zod";
import { storeOfId } from "@/lib/cmk/key-store";
import type { AzureClients } from "./clients";
import { vendorFailure } from "./errors";
import { localDataActions } from "./hsm-roles";
import { LIMITS, PAGES } from "./limits";
import { evaluatePermissions, type PermissionRow } from "./permissions-match";
import type { Permissions } from "./ports";
import { parseHsmScope, subscriptionOf } from "./resource-id";

const words = z.array(z.string()).nullish();
const pageSchema = z.object({
  value: z.array(z.object({ actions: words, notActions: words, dataActions: words, notDataActions: words })),
  nextLink: z.string().nullish(),
});

/**
 * What the caller may do at a scope of any depth. The SDK has methods for groups and resources only, so the call
 * goes through its pipeline (its token, its limits) by path. In a managed HSM data actions are local: those of the
 * person of `objectId`. Throws VendorError.
 */
export async function listPermissions(
  clients: AzureClients,
  scope: string,
  objectId?: string,
): Promise<Permissions> {
  const isHsm = storeOfId(scope) === "hsm";
  const resource = isHsm ? parseHsmScope(scope).id : scope;
  const rows: PermissionRow[] = [];
  const origin = new URL(clients.resourceManagerUrl).origin;
  let url: string | null =
    `${clients.resourceManagerUrl}${resource}/providers/Microsoft.Authorization/permissions?api-version=2022-04-01`;
  for (let page = 0; url !== null; page++) {
    if (page >= PAGES || new URL(url).origin !== origin)
      throw nonsense("The list of permissions does not end where it should.");
    const answer = await getPage(clients, subscriptionOf(scope), url);
    rows.push(...answer.value);
    url = answer.nextLink || null;
  }
  const own = evaluatePermissions(rows);
  if (!isHsm) return own;
  return { ...own, allowsDataAction: await localDataActions(clients, scope, objectId) };
}

function getPage(
  clients: AzureClients,
  subscriptionId: string,
  url: string,
): Promise<z.infer<typeof pageSchema>> {
  return clients.call("azure", LIMITS.list, async (abortSignal) => {
    const headers = createHttpHeaders({ accept: "application/json" });
    const response = await clients
      .authorization(subscriptionId)
      .sendRequest(createPipelineRequest({ url, headers, abortSignal }));
    const text = response.bodyAsText ?? "";
    if (response.status !== 200) throw refusal(response.status, text, response.headers);
    const parsed = pageSchema.safeParse(parse(text));
    if (!parsed.success) throw nonsense("Azure's list of permissions has another form than agreed.");
    return parsed.data;
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function refusal(status: number, text: string, headers: { get(name: string): string | undefined }) {
  const error = z
    .object({ error: z.object({ code: z.string(), message: z.string() }) })
    .safeParse(parse(text)).data?.error;
  const found = { status, code: error?.code ?? null, message: error?.message ?? `Azure answered ${status}.` };
  const requestId = headers.get("x-ms-request-id") ?? null;
  return vendorFailure(
    "azure",
    { ...found, requestId, retryAfter: headers.get("retry-after") ?? null },
    undefined,
  );
}

function nonsense(message: string) {
  return vendorFailure("azure", { status: null, code: null, message }, undefined);
}
