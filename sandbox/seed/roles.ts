import type { RoleAssignment, Subscription } from "../core/types";
import { accountId, principalId } from "./directory";
import { APPS, AZURE_ROLES, fixedId, SUBSCRIPTIONS, TENANTS } from "./names";
import { vaultId } from "./vaults";

const PROVIDERS = [
  "Microsoft.KeyVault",
  "Microsoft.Authorization",
  "Microsoft.Resources",
  "Microsoft.Insights",
];

const names = {
  contoso: "Contoso Production",
  fabrikam: "Fabrikam Production",
  northwind: "Northwind Production",
} as const;

type Org = keyof typeof names;

const orgs = Object.keys(names) as Org[];

export const subscriptions: Subscription[] = orgs.map((org) => ({
  id: SUBSCRIPTIONS[org],
  tenantId: TENANTS[org],
  displayName: names[org],
  state: "Enabled",
  registeredProviders: [...PROVIDERS],
}));

type Grant = {
  role: keyof typeof AZURE_ROLES;
  scope: string;
  principal: string;
  type: RoleAssignment["principalType"];
};

function grants(): Grant[] {
  const whole = (org: Org) => `/subscriptions/${SUBSCRIPTIONS[org]}`;
  const user = (upn: string) => ({ principal: accountId(upn), type: "User" as const });
  const robot = (appId: string, org: Org) => ({
    principal: principalId(appId, TENANTS[org]),
    type: "ServicePrincipal" as const,
  });
  const tools = robot(APPS.tools, "contoso");
  const encryption = "keyVaultCryptoServiceEncryptionUser";
  return [
    ...orgs.flatMap((org): Grant[] => [
      { role: "owner", scope: whole(org), ...user(`admin@${org}.example`) },
      { role: "reader", scope: whole(org), ...robot(APPS.clavis, org) },
      { role: "keyVaultReader", scope: whole(org), ...robot(APPS.clavis, org) },
    ]),
    { role: "contributor", scope: whole("contoso"), ...user("admin2@contoso.example") },
    { role: "contributor", scope: whole("contoso"), ...tools },
    { role: "keyVaultAdministrator", scope: whole("contoso"), ...tools },
    { role: "userAccessAdministrator", scope: whole("contoso"), ...tools },
    {
      role: encryption,
      scope: vaultId("fabrikam", "rg-cmk", "kv-fabrikam-aep"),
      ...robot(APPS.cmkFabrikam, "fabrikam"),
    },
    {
      role: encryption,
      scope: vaultId("fabrikam", "rg-cmk", "kv-fabrikam-cja"),
      ...robot(APPS.cja, "fabrikam"),
    },
    {
      role: encryption,
      scope: vaultId("northwind", "rg-cmk", "kv-northwind-aep"),
      ...robot(APPS.cmkNorthwind, "northwind"),
    },
  ];
}

/** Role assignments as they are at the start; all of them took effect long ago. */
export function roleAssignments(since: string): RoleAssignment[] {
  return grants().map(({ role, scope, principal, type }) => ({
    id: fixedId(`grant:${role}:${scope}:${principal}`),
    scope,
    roleDefinitionId: AZURE_ROLES[role],
    principalId: principal,
    principalType: type,
    condition: null,
    description: null,
    createdOn: since,
    createdBy: accountId("admin@contoso.example"),
    effectiveAt: since,
  }));
}
