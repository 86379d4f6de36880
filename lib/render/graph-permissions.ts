import { AZURE_CLOUDS } from "../cmk/azure-clouds";
import type { ScriptFormat } from "../cmk/script-formats";
import { bicep, powershell, shell, symbol, terraform } from "./format";
import { type PortalPlace, portalLinks } from "./portal-links";

/** Application permissions of Microsoft Graph for one application, in the tenant of `place`. */
type Grant = { appId: string; permissions: string[] };

/** Microsoft Graph's own application, the same in every tenant. Source: Microsoft Graph, permissions reference. */
const GRAPH = "00000003-0000-0000-c000-000000000000";
const WHO = "Needs the Entra role Privileged Role Administrator or Global Administrator";

function az({ appId, permissions }: Grant, graphUrl: string, { tenantId }: PortalPlace): string {
  return `# ${WHO}
az login --tenant ${shell(tenantId)} --allow-no-subscriptions --output none
clavis="$(az ad sp show --id ${shell(appId)} --query id --output tsv)"
graph="$(az ad sp show --id ${GRAPH} --query id --output tsv)"
for permission in ${permissions.map(shell).join(" ")}; do
  role="$(az ad sp show --id ${GRAPH} --query "appRoles[?value=='$permission'].id | [0]" --output tsv)"
  held="$(az rest --method get --url "${graphUrl}/v1.0/servicePrincipals/$clavis/appRoleAssignments" \\
    --query "value[?appRoleId=='$role'] | length(@)" --output tsv)"
  [ "$held" != 0 ] || az rest --method post \\
    --url "${graphUrl}/v1.0/servicePrincipals/$clavis/appRoleAssignments" \\
    --headers Content-Type=application/json \\
    --body "{\\"principalId\\":\\"$clavis\\",\\"resourceId\\":\\"$graph\\",\\"appRoleId\\":\\"$role\\"}"
done`;
}

function powershellOf({ appId, permissions }: Grant, { tenantId, cloud = "public" }: PortalPlace): string {
  const environment = { public: "Global", usgovernment: "USGov", china: "China" }[cloud];
  return `# ${WHO}
Connect-MgGraph -TenantId ${powershell(tenantId)} -Environment ${environment} -Scopes 'AppRoleAssignment.ReadWrite.All', 'Application.Read.All' -NoWelcome
$clavis = Get-MgServicePrincipal -Filter ${powershell(`appId eq '${appId}'`)}
$graph = Get-MgServicePrincipal -Filter ${powershell(`appId eq '${GRAPH}'`)}
foreach ($permission in @(${permissions.map(powershell).join(", ")})) {
  $role = $graph.AppRoles | Where-Object Value -eq $permission
  $held = Get-MgServicePrincipalAppRoleAssignment -ServicePrincipalId $clavis.Id -All | Where-Object AppRoleId -eq $role.Id
  if (-not $held) {
    New-MgServicePrincipalAppRoleAssignment -ServicePrincipalId $clavis.Id -PrincipalId $clavis.Id -ResourceId $graph.Id -AppRoleId $role.Id
  }
}`;
}

function bicepOf({ appId, permissions }: Grant): string {
  const grants = permissions.map(
    (permission) => `resource ${symbol("grant", permission)} 'Microsoft.Graph/appRoleAssignedTo@v1.0' = {
  appRoleId: first(filter(graph.appRoles, role => role.value == ${bicep(permission)}))!.id
  principalId: clavis.id
  resourceId: graph.id
}`,
  );
  return [
    `// ${WHO}\n// The extension microsoftGraphV1 is named in bicepconfig.json\nextension microsoftGraphV1`,
    `resource graph 'Microsoft.Graph/servicePrincipals@v1.0' existing = {\n  appId: ${bicep(GRAPH)}\n}`,
    `resource clavis 'Microsoft.Graph/servicePrincipals@v1.0' existing = {\n  appId: ${bicep(appId)}\n}`,
    ...grants,
  ].join("\n\n");
}

function terraformOf({ appId, permissions }: Grant): string {
  const grants = permissions.map(
    (permission) => `resource "azuread_app_role_assignment" "${symbol(permission)}" {
  app_role_id         = data.azuread_service_principal.graph.app_role_ids[${terraform(permission)}]
  principal_object_id = data.azuread_service_principal.clavis.object_id
  resource_object_id  = data.azuread_service_principal.graph.object_id
}`,
  );
  const known = (name: string, id: string) =>
    `data "azuread_service_principal" "${name}" {\n  client_id = ${terraform(id)}\n}`;
  return [`# ${WHO}`, known("graph", GRAPH), known("clavis", appId), ...grants].join("\n\n");
}

function portal({ appId, permissions }: Grant, place: PortalPlace): string {
  const links = portalLinks(place);
  return [
    `1. Consent for the whole tenant, as a Privileged Role Administrator or Global Administrator`,
    `   ${links.consent(appId)}`,
    `   - Application id ${appId}. Read what is asked for; among it must be: ${permissions.join(", ")}.`,
    "   - Accept.",
    "",
    `2. Or in the Entra admin center: Enterprise applications, this application, Permissions, Grant admin consent`,
    `   ${links.enterpriseApplications()}`,
    "   - Application type: All applications; search for the application id.",
    `   - Under Admin consent the list then shows: ${permissions.join(", ")}.`,
  ].join("\n");
}

/** Permissions of Graph in every form in which they can be handed over: Clavis never asks for the right to give them. */
export function renderGraphPermissions(grant: Grant, place: PortalPlace): Record<ScriptFormat, string> {
  return {
    az: az(grant, AZURE_CLOUDS[place.cloud ?? "public"].graph, place),
    powershell: powershellOf(grant, place),
    bicep: bicepOf(grant),
    terraform: terraformOf(grant),
    portal: portal(grant, place),
  };
}
