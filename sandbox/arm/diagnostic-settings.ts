import type { DiagnosticSetting } from "../core/log-types";
import { route } from "../core/match";
import { empty, json } from "../core/reply";
import { normaliseScope } from "../rbac/scope";
import { SURFACES } from "./api-versions";
import { type ArmCall, type ArmRoute, bodyOf, objectOf, requireAction } from "./arm-call";
import { ArmError } from "./arm-error";
import { requireUnlocked } from "./lock-check";
import { requireScope, writtenScope } from "./scopes";

const CATEGORIES = ["AuditEvent", "AzurePolicyEvaluationDetails"];
const GROUPS = ["audit", "allLogs"];
const DESTINATIONS = [
  "workspaceId",
  "storageAccountId",
  "eventHubAuthorizationRuleId",
  "marketplacePartnerId",
  "serviceBusRuleId",
];

function view(setting: DiagnosticSetting) {
  return {
    id: `${setting.resourceUri}/providers/Microsoft.Insights/diagnosticSettings/${setting.name}`,
    type: "Microsoft.Insights/diagnosticSettings",
    name: setting.name,
    properties: setting.properties,
  };
}

function permitted(call: ArmCall, verb: "read" | "write" | "delete"): string {
  const raw = writtenScope(call.params.scope ?? "");
  requireAction(call, `Microsoft.Insights/diagnosticSettings/${verb}`, raw);
  return requireScope(call.world, raw);
}

function find(call: ArmCall, resourceUri: string): DiagnosticSetting | undefined {
  return call.world.state.diagnosticSettings.find(
    (one) =>
      normaliseScope(one.resourceUri) === normaliseScope(resourceUri) &&
      one.name.toLowerCase() === call.params.name?.toLowerCase(),
  );
}

function checkLogs(logs: unknown): object[] {
  const entries = Array.isArray(logs) ? logs.map((entry) => objectOf(entry, "logs")) : [];
  for (const { category, categoryGroup } of entries) {
    const known = category ? CATEGORIES.includes(String(category)) : GROUPS.includes(String(categoryGroup));
    if (known) continue;
    const named = String(category ?? categoryGroup);
    throw new ArmError(400, "BadRequest", `Category '${named}' is not supported.`);
  }
  return entries;
}

function putSetting(call: ArmCall) {
  const resourceUri = permitted(call, "write");
  requireUnlocked(call.world, resourceUri);
  const given = objectOf(bodyOf(call).properties, "properties");
  const logs = checkLogs(given.logs);
  if (!DESTINATIONS.some((name) => given[name])) {
    throw new ArmError(400, "BadRequest", "At least one data sink needs to be specified.");
  }
  const metrics = Array.isArray(given.metrics) ? given.metrics : [];
  const properties = { ...given, logs, metrics };
  const known = find(call, resourceUri);
  const setting = known ?? { resourceUri, name: call.params.name ?? "", properties };
  setting.properties = properties;
  if (!known) call.world.state.diagnosticSettings.push(setting);
  call.world.save();
  return json(200, view(setting));
}

function getSetting(call: ArmCall) {
  const setting = find(call, permitted(call, "read"));
  if (setting) return json(200, view(setting));
  throw new ArmError(404, "ResourceNotFound", `The diagnostic setting '${call.params.name}' doesn't exist.`);
}

function deleteSetting(call: ArmCall) {
  const setting = find(call, permitted(call, "delete"));
  if (!setting) return empty(204);
  call.world.state.diagnosticSettings = call.world.state.diagnosticSettings.filter((one) => one !== setting);
  call.world.save();
  return empty(200);
}

function listSettings(call: ArmCall) {
  const resourceUri = normaliseScope(permitted(call, "read"));
  const { diagnosticSettings } = call.world.state;
  const value = diagnosticSettings.filter((one) => normaliseScope(one.resourceUri) === resourceUri).map(view);
  return json(200, { value });
}

function listCategories(call: ArmCall) {
  const resourceUri = permitted(call, "read");
  const value = [...CATEGORIES.map((name) => [name, "Logs"]), ["AllMetrics", "Metrics"]].map(
    ([name, categoryType]) => ({
      id: `${resourceUri}/providers/Microsoft.Insights/diagnosticSettingsCategories/${name}`,
      type: "Microsoft.Insights/diagnosticSettingsCategories",
      name,
      properties: { categoryType, categoryGroups: categoryType === "Logs" ? GROUPS : [] },
    }),
  );
  return json(200, { value });
}

const PATH = "/{scope*}/providers/Microsoft.Insights/diagnosticSettings";
const surface = SURFACES.diagnostics;

export const diagnosticRoutes: ArmRoute[] = [
  [route("GET", `${PATH}Categories`), { surface, handle: listCategories }],
  [route("GET", PATH), { surface, handle: listSettings }],
  [route("PUT", `${PATH}/{name}`), { surface, handle: putSetting }],
  [route("GET", `${PATH}/{name}`), { surface, handle: getSetting }],
  [route("DELETE", `${PATH}/{name}`), { surface, handle: deleteSetting }],
];
