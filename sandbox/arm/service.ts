import { randomUUID } from "node:crypto";
import { cloudOfHost } from "../core/clouds";
import { firstMatch } from "../core/match";
import type { Caller, SandboxReply, SandboxRequest, Service, World } from "../core/types";
import { sweepExpired } from "../keyvault/vault-model";
import { activityRoutes, logRequest } from "./activity-log";
import { checkApiVersion } from "./api-versions";
import { type ArmRoute, requireSubscription } from "./arm-call";
import { ArmError } from "./arm-error";
import { authenticate, requireTenant } from "./authenticate";
import { deletedVaultRoutes } from "./deleted-vaults";
import { diagnosticRoutes } from "./diagnostic-settings";
import { emptyListRoutes } from "./empty-lists";
import { lockRoutes } from "./locks";
import { managedHsmRoutes } from "./managed-hsms";
import { monitorRoutes } from "./monitors";
import { providerRoutes } from "./providers";
import { resourceGroupRoutes } from "./resource-groups";
import { roleAssignmentRoutes } from "./role-assignments";
import { roleDefinitionRoutes } from "./role-definitions";
import { subscriptionRoutes } from "./subscriptions";
import { vaultKeyRoutes } from "./vault-keys";
import { vaultNameRoutes } from "./vault-names";
import { vaultReadRoutes } from "./vault-read";
import { vaultWriteRoutes } from "./vault-write";
import { workspaceRoutes } from "./workspaces";

const ROUTES: ArmRoute[] = [
  ...activityRoutes,
  ...workspaceRoutes,
  ...roleAssignmentRoutes,
  ...roleDefinitionRoutes,
  ...lockRoutes,
  ...diagnosticRoutes,
  ...monitorRoutes,
  ...subscriptionRoutes,
  ...resourceGroupRoutes,
  ...vaultNameRoutes,
  ...vaultReadRoutes,
  ...vaultWriteRoutes,
  ...vaultKeyRoutes,
  ...managedHsmRoutes,
  ...deletedVaultRoutes,
  ...emptyListRoutes,
  ...providerRoutes,
];

const READING = ["GET", "HEAD"];

/** Refuses tokens of another tenant, and writes to a subscription that is switched off. */
function checkSubscription(request: SandboxRequest, world: World, caller: Caller): void {
  const id = /^\/subscriptions\/([^/]+)/i.exec(request.url.pathname.replace(/\/{2,}/g, "/"))?.[1];
  if (!id) return;
  const subscription = requireSubscription(world, id);
  requireTenant(caller, subscription);
  const isOff = subscription.state === "Disabled" || subscription.state === "Deleted";
  if (isOff && !READING.includes(request.method)) {
    throw new ArmError(
      409,
      "ReadOnlyDisabledSubscription",
      `The subscription '${subscription.id}' is disabled and therefore marked as read only. You cannot perform any ` +
        "write actions on this subscription until it is re-enabled.",
    );
  }
}

async function answer(request: SandboxRequest, world: World, caller: Caller): Promise<SandboxReply> {
  sweepExpired(world);
  checkSubscription(request, world, caller);
  const apiVersion = request.url.searchParams.get("api-version");
  if (!apiVersion) {
    throw new ArmError(
      400,
      "MissingApiVersionParameter",
      "The api-version query parameter (?api-version=) is required for all requests.",
    );
  }
  const match = firstMatch(ROUTES, request);
  if (!match) {
    throw new ArmError(
      404,
      "NotFound",
      `Nothing answers ${request.method} ${request.url.pathname} in this sandbox.`,
    );
  }
  checkApiVersion(match.found.surface, apiVersion);
  return match.found.handle({ request, world, caller, params: match.params, apiVersion, now: world.now() });
}

function headersFor(request: SandboxRequest): Record<string, string> {
  const id = randomUUID();
  const correlation = request.headers["x-ms-correlation-request-id"] ?? id;
  const kind = READING.includes(request.method)
    ? "reads"
    : request.method === "DELETE"
      ? "deletes"
      : "writes";
  return {
    "cache-control": "no-cache",
    pragma: "no-cache",
    expires: "-1",
    "x-ms-request-id": id,
    "x-ms-correlation-request-id": correlation,
    "x-ms-routing-request-id": `WESTEUROPE:${id}`,
    [`x-ms-ratelimit-remaining-subscription-${kind}`]: kind === "reads" ? "11999" : "1199",
    "strict-transport-security": "max-age=31536000; includeSubDomains",
    "x-content-type-options": "nosniff",
    ...(/microsoft\.keyvault/i.test(request.url.pathname)
      ? { "x-ms-keyvault-service-version": "1.5.1570.0" }
      : {}),
  };
}

async function attempt(work: () => Promise<SandboxReply>): Promise<SandboxReply> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ArmError)) throw error;
    return error.toReply();
  }
}

/** Azure Resource Manager. */
export const armService: Service = {
  name: "arm",
  matches: (host) => cloudOfHost("resourceManager", host) !== null,
  handle: async (request, world) => {
    const reply = await attempt(async () => {
      const caller = authenticate(request, world);
      const answered = await attempt(() => answer(request, world, caller));
      logRequest(world, request, caller, answered);
      return answered;
    });
    return { ...reply, headers: { ...headersFor(request), ...reply.headers } };
  },
};
