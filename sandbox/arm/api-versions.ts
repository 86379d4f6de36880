import { ArmError } from "./arm-error";

/** The api-versions that a kind of resource answers to, oldest first. */
export type Surface = { namespace: string; type: string; versions: readonly string[] };

function surface(namespace: string, type: string, versions: string): Surface {
  return { namespace, type, versions: versions.split(" ") };
}

const CORE_VERSIONS =
  "2014-04-01 2015-01-01 2015-11-01 2016-02-01 2016-06-01 2016-09-01 2017-05-10 2018-02-01 2018-05-01 2019-03-01 " +
  "2019-05-01 2019-06-01 2019-08-01 2019-10-01 2019-11-01 2020-01-01 2020-06-01 2020-08-01 2020-10-01 2021-01-01 " +
  "2021-04-01 2022-09-01 2022-12-01 2023-07-01 2024-03-01 2024-07-01 2024-11-01 2025-03-01 2025-04-01";

export const SURFACES = {
  core: surface("Microsoft.Resources", "core", CORE_VERSIONS),
  vaults: surface(
    "Microsoft.KeyVault",
    "vaults",
    "2015-06-01 2016-10-01 2018-02-14-preview 2018-02-14 2019-09-01 2020-04-01-preview 2021-04-01-preview " +
      "2021-06-01-preview 2021-10-01 2021-11-01-preview 2022-02-01-preview 2022-07-01 2022-11-01 2023-02-01 " +
      "2023-07-01 2024-04-01-preview 2024-11-01 2024-12-01-preview 2025-05-01 2026-02-01 2026-04-01-preview 2026-05-15",
  ),
  authorization: surface(
    "Microsoft.Authorization",
    "roleAssignments",
    "2015-07-01 2018-01-01-preview 2018-07-01 2018-07-01-preview 2018-09-01-preview 2020-03-01-preview " +
      "2020-04-01-preview 2020-08-01-preview 2020-10-01 2020-10-01-preview 2021-04-01-preview 2022-04-01 " +
      "2022-05-01-preview",
  ),
  locks: surface(
    "Microsoft.Authorization",
    "locks",
    "2015-01-01 2015-05-01-preview 2016-09-01 2017-04-01 2020-05-01",
  ),
  diagnostics: surface(
    "Microsoft.Insights",
    "diagnosticSettings",
    "2016-09-01 2017-05-01-preview 2021-05-01-preview",
  ),
  activityLog: surface("Microsoft.Insights", "eventtypes", "2014-04-01 2015-04-01"),
  workspaces: surface(
    "Microsoft.OperationalInsights",
    "workspaces",
    "2020-08-01 2021-06-01 2021-12-01-preview 2022-10-01 2023-09-01 2025-02-01",
  ),
  metricAlerts: surface(
    "Microsoft.Insights",
    "metricAlerts",
    "2017-09-01-preview 2018-03-01 2024-03-01-preview",
  ),
  activityLogAlerts: surface(
    "Microsoft.Insights",
    "activityLogAlerts",
    "2017-03-01-preview 2017-04-01 2020-10-01 2023-01-01-preview",
  ),
  scheduledQueryRules: surface(
    "Microsoft.Insights",
    "scheduledQueryRules",
    "2018-04-16 2020-05-01-preview 2021-08-01 2022-06-15 2022-08-01-preview 2023-03-15-preview 2023-12-01",
  ),
  events: surface(
    "Microsoft.EventGrid",
    "eventSubscriptions",
    "2018-01-01 2019-01-01 2019-06-01 2020-06-01 2021-12-01 2022-06-15 2025-02-15",
  ),
  pricings: surface(
    "Microsoft.Security",
    "pricings",
    "2017-08-01-preview 2018-06-01 2022-03-01 2023-01-01 2024-01-01",
  ),
} as const satisfies Record<string, Surface>;

/** From this version on a new vault uses Azure RBAC unless it says otherwise. */
export const RBAC_BY_DEFAULT_FROM = "2026-02-01";

/** Throws what Azure answers to an api-version that a kind of resource does not have. */
export function checkApiVersion(surface: Surface, asked: string): void {
  if (surface.versions.includes(asked.toLowerCase())) return;
  const supported = surface.versions.join(", ");
  if (surface.namespace === "Microsoft.Resources") {
    throw new ArmError(
      400,
      "InvalidApiVersionParameter",
      `The api-version '${asked}' is invalid. The supported versions are '${supported}'.`,
    );
  }
  throw new ArmError(
    400,
    "NoRegisteredProviderFound",
    `No registered resource provider found for location 'westeurope' and API version '${asked}' for type ` +
      `'${surface.type}'. The supported api-versions are '${supported}'.`,
  );
}
