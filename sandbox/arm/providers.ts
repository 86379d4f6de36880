import { route } from "../core/match";
import { json } from "../core/reply";
import type { Subscription } from "../core/types";
import { SURFACES } from "./api-versions";
import { type ArmCall, type ArmRoute, requireAction, subscriptionOf } from "./arm-call";
import { ArmError } from "./arm-error";
import { pageOf } from "./paging";
import { LOCATION_NAMES } from "./subscriptions";

const TYPES: Record<string, { resourceType: string; apiVersions: readonly string[] }[]> = {
  "Microsoft.KeyVault": ["vaults", "vaults/keys", "deletedVaults", "locations/deletedVaults"].map(
    (resourceType) => ({
      resourceType,
      apiVersions: SURFACES.vaults.versions,
    }),
  ),
  "Microsoft.Authorization": [
    { resourceType: "roleAssignments", apiVersions: SURFACES.authorization.versions },
    { resourceType: "locks", apiVersions: SURFACES.locks.versions },
  ],
  "Microsoft.Insights": [{ resourceType: "diagnosticSettings", apiVersions: SURFACES.diagnostics.versions }],
  "Microsoft.Resources": [{ resourceType: "resourceGroups", apiVersions: SURFACES.core.versions }],
};

const ALWAYS_REGISTERED = ["microsoft.authorization", "microsoft.resources"];

/** Whether a subscription may use a provider's resources. */
export function isRegistered(subscription: Subscription, namespace: string): boolean {
  const wanted = namespace.toLowerCase();
  return (
    ALWAYS_REGISTERED.includes(wanted) ||
    subscription.registeredProviders.some((one) => one.toLowerCase() === wanted)
  );
}

function canonical(namespace: string): string {
  const known = Object.keys(TYPES).find((one) => one.toLowerCase() === namespace.toLowerCase());
  if (known) return known;
  throw new ArmError(404, "InvalidResourceNamespace", `The resource namespace '${namespace}' is invalid.`);
}

function view(subscription: Subscription, namespace: string, registrationState?: string) {
  const resourceTypes = (TYPES[namespace] ?? []).map((type) => ({
    ...type,
    locations: LOCATION_NAMES,
    capabilities: "SupportsTags, SupportsLocation",
  }));
  return {
    id: `/subscriptions/${subscription.id}/providers/${namespace}`,
    namespace,
    resourceTypes,
    registrationState:
      registrationState ?? (isRegistered(subscription, namespace) ? "Registered" : "NotRegistered"),
    registrationPolicy: "RegistrationRequired",
  };
}

function getProvider(call: ArmCall) {
  const subscription = subscriptionOf(call);
  const namespace = canonical(call.params.namespace ?? "");
  requireAction(call, `${namespace}/read`, `/subscriptions/${subscription.id}`);
  return json(200, view(subscription, namespace));
}

function listProviders(call: ArmCall) {
  const subscription = subscriptionOf(call);
  requireAction(
    call,
    "Microsoft.Resources/subscriptions/providers/read",
    `/subscriptions/${subscription.id}`,
  );
  return json(
    200,
    pageOf(
      call,
      Object.keys(TYPES).map((namespace) => view(subscription, namespace)),
    ),
  );
}

function register(call: ArmCall) {
  const subscription = subscriptionOf(call);
  const namespace = canonical(call.params.namespace ?? "");
  requireAction(call, `${namespace}/register/action`, `/subscriptions/${subscription.id}`);
  if (isRegistered(subscription, namespace)) return json(200, view(subscription, namespace));
  subscription.registeredProviders.push(namespace);
  call.world.save();
  return json(200, view(subscription, namespace, "Registering"));
}

const BASE = "/subscriptions/{subscription}/providers";

export const providerRoutes: ArmRoute[] = [
  [route("GET", BASE), { surface: SURFACES.core, handle: listProviders }],
  [route("GET", `${BASE}/{namespace}`), { surface: SURFACES.core, handle: getProvider }],
  [route("POST", `${BASE}/{namespace}/register`), { surface: SURFACES.core, handle: register }],
];
