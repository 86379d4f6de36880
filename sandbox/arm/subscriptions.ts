import { route } from "../core/match";
import { json } from "../core/reply";
import type { Subscription } from "../core/types";
import { seesSomethingIn } from "../rbac/evaluate";
import { SURFACES } from "./api-versions";
import { type ArmCall, type ArmRoute, notAuthorised, subscriptionOf } from "./arm-call";
import { pageOf } from "./paging";

const LOCATIONS: [string, string][] = [
  ["westeurope", "West Europe"],
  ["northeurope", "North Europe"],
  ["francecentral", "France Central"],
  ["germanywestcentral", "Germany West Central"],
  ["swedencentral", "Sweden Central"],
  ["switzerlandnorth", "Switzerland North"],
  ["uksouth", "UK South"],
  ["eastus", "East US"],
  ["eastus2", "East US 2"],
  ["westus2", "West US 2"],
  ["australiaeast", "Australia East"],
  ["usgovvirginia", "US Gov Virginia"],
  ["usgovarizona", "US Gov Arizona"],
  ["chinanorth3", "China North 3"],
  ["chinaeast3", "China East 3"],
];

export const LOCATION_NAMES = LOCATIONS.map(([name]) => name);

function view(subscription: Subscription) {
  return {
    id: `/subscriptions/${subscription.id}`,
    authorizationSource: "RoleBased",
    managedByTenants: [],
    subscriptionId: subscription.id,
    tenantId: subscription.tenantId,
    displayName: subscription.displayName,
    state: subscription.state,
    subscriptionPolicies: {
      locationPlacementId: "Internal_2014-09-01",
      quotaId: "Internal_2014-09-01",
      spendingLimit: "Off",
    },
  };
}

function visible(call: ArmCall): Subscription[] {
  const { world, caller } = call;
  return world.state.subscriptions.filter(
    (one) =>
      one.tenantId === caller.tenantId &&
      seesSomethingIn(world.state, caller.objectId, `/subscriptions/${one.id}`),
  );
}

function getSubscription(call: ArmCall) {
  const subscription = subscriptionOf(call);
  const scope = `/subscriptions/${subscription.id}`;
  if (!seesSomethingIn(call.world.state, call.caller.objectId, scope)) {
    throw notAuthorised(call.caller, "Microsoft.Resources/subscriptions/read", scope);
  }
  return json(200, view(subscription));
}

function listTenants(call: ArmCall) {
  const tenants = call.world.state.tenants.filter((one) => one.id === call.caller.tenantId);
  const value = tenants.map((tenant) => ({
    id: `/tenants/${tenant.id}`,
    tenantId: tenant.id,
    countryCode: "NL",
    displayName: tenant.displayName,
    domains: [tenant.defaultDomain],
    tenantCategory: "Home",
    defaultDomain: tenant.defaultDomain,
    tenantType: "AAD",
  }));
  return json(200, pageOf(call, value));
}

function listLocations(call: ArmCall) {
  const { id } = subscriptionOf(call);
  const value = LOCATIONS.map(([name, displayName]) => ({
    id: `/subscriptions/${id}/locations/${name}`,
    name,
    type: "Region",
    displayName,
    regionalDisplayName: displayName,
    metadata: { regionType: "Physical", regionCategory: "Recommended" },
  }));
  return json(200, { value });
}

export const subscriptionRoutes: ArmRoute[] = [
  [route("GET", "/tenants"), { surface: SURFACES.core, handle: listTenants }],
  [
    route("GET", "/subscriptions"),
    { surface: SURFACES.core, handle: (call) => json(200, pageOf(call, visible(call).map(view))) },
  ],
  [route("GET", "/subscriptions/{subscription}"), { surface: SURFACES.core, handle: getSubscription }],
  [
    route("GET", "/subscriptions/{subscription}/locations"),
    { surface: SURFACES.core, handle: listLocations },
  ],
];
