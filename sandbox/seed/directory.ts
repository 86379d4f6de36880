import type { Account, AppRegistration, ServicePrincipal, Tenant } from "../core/types";
import {
  ADOBE_REDIRECT_URI,
  APPS,
  CLAVIS_SECRET,
  DIRECTORY_ROLES,
  fixedId,
  TENANTS,
  TOOLS_SECRET,
} from "./names";

export const tenants: Tenant[] = [
  { id: TENANTS.contoso, displayName: "Contoso Health", defaultDomain: "contoso.example" },
  { id: TENANTS.fabrikam, displayName: "Fabrikam Care", defaultDomain: "fabrikam.example" },
  { id: TENANTS.northwind, displayName: "Northwind Pharma", defaultDomain: "northwind.example" },
  { id: TENANTS.adobe, displayName: "Adobe", defaultDomain: "adobe.example" },
  { id: TENANTS.elsewhere, displayName: "Contoso Labs", defaultDomain: "contoso-labs.example" },
];

type Person = Pick<Account, "upn" | "displayName" | "demoRole" | "tenantId" | "appRoles" | "directoryRoles">;

const { applicationAdministrator, globalAdministrator, globalReader } = DIRECTORY_ROLES;

const people: Person[] = [
  {
    upn: "admin@contoso.example",
    displayName: "Ada Admin",
    demoRole: "Administrator of Contoso Health",
    tenantId: TENANTS.contoso,
    appRoles: ["Clavis.Admin"],
    directoryRoles: [applicationAdministrator, globalReader],
  },
  {
    upn: "admin2@contoso.example",
    displayName: "Ben Second",
    demoRole: "Second administrator of Contoso Health, may not give roles",
    tenantId: TENANTS.contoso,
    appRoles: ["Clavis.Admin"],
    directoryRoles: [],
  },
  {
    upn: "operator@contoso.example",
    displayName: "Olu Operator",
    demoRole: "Administrator of all organisations",
    tenantId: TENANTS.contoso,
    appRoles: ["Clavis.Admin"],
    directoryRoles: [],
  },
  {
    upn: "leader@contoso.example",
    displayName: "Lea Leader",
    demoRole: "Leader, reads all organisations",
    tenantId: TENANTS.contoso,
    appRoles: ["Clavis.Leader"],
    directoryRoles: [],
  },
  {
    upn: "support@contoso.example",
    displayName: "Sam Support",
    demoRole: "Support, sees what is stuck",
    tenantId: TENANTS.contoso,
    appRoles: ["Clavis.Support"],
    directoryRoles: [],
  },
  {
    upn: "nobody@contoso.example",
    displayName: "Noa Norole",
    demoRole: "Has no role in Clavis",
    tenantId: TENANTS.contoso,
    appRoles: [],
    directoryRoles: [],
  },
  {
    upn: "admin@fabrikam.example",
    displayName: "Fay Admin",
    demoRole: "Administrator of Fabrikam Care",
    tenantId: TENANTS.fabrikam,
    appRoles: ["Clavis.Admin"],
    directoryRoles: [globalAdministrator],
  },
  {
    upn: "admin@northwind.example",
    displayName: "Nils Admin",
    demoRole: "Administrator of Northwind Pharma",
    tenantId: TENANTS.northwind,
    appRoles: ["Clavis.Admin"],
    directoryRoles: [globalAdministrator],
  },
  {
    upn: "admin@contoso-labs.example",
    displayName: "Ada Admin (Labs)",
    demoRole: "Ada's account in another directory, Contoso Labs",
    tenantId: TENANTS.elsewhere,
    appRoles: [],
    directoryRoles: [globalAdministrator],
  },
];

export const accounts: Account[] = people.map((person) => ({
  objectId: fixedId(`account:${person.upn}`),
  ...person,
}));

/** The object id of a seeded account. */
export function accountId(upn: string): string {
  return fixedId(`account:${upn}`);
}

function app(appId: string, displayName: string, more: Partial<AppRegistration>): AppRegistration {
  return {
    appId,
    displayName,
    homeTenantId: TENANTS.adobe,
    secrets: [],
    redirectUris: [ADOBE_REDIRECT_URI],
    multiTenant: true,
    appRoles: [],
    publisher: "adobe",
    ...more,
  };
}

const microsoft = { homeTenantId: TENANTS.microsoft, publisher: "microsoft" as const };
const loopback = ["http://localhost", "http://127.0.0.1:*"];

export const apps: AppRegistration[] = [
  app(APPS.clavis, "Clavis", {
    homeTenantId: TENANTS.contoso,
    publisher: "customer",
    secrets: [CLAVIS_SECRET],
    redirectUris: ["http://127.0.0.1:*/api/auth/callback"],
    graphPermissions: ["Application.Read.All", "AuditLog.Read.All"],
    appRoles: ["Clavis.Admin", "Clavis.Leader", "Clavis.Support"].map((value) => ({
      id: fixedId(`role:${value}`),
      value,
    })),
  }),
  app(APPS.tools, "Sandbox tools", {
    homeTenantId: TENANTS.contoso,
    publisher: "customer",
    secrets: [TOOLS_SECRET],
    redirectUris: loopback,
    multiTenant: false,
  }),
  app(APPS.cmkContoso, "Adobe Experience Platform CMK (Contoso Health)", {}),
  app(APPS.cmkFabrikam, "Adobe Experience Platform CMK (Fabrikam Care)", {}),
  app(APPS.cmkNorthwind, "Adobe Experience Platform CMK (Northwind Pharma)", {}),
  app(APPS.cja, "Adobe Customer Journey Analytics CMK", {}),
  app(APPS.azureCli, "Microsoft Azure CLI", { ...microsoft, redirectUris: loopback }),
  app(APPS.azurePowerShell, "Microsoft Azure PowerShell", { ...microsoft, redirectUris: loopback }),
  app(APPS.graph, "Microsoft Graph", { ...microsoft, redirectUris: [] }),
  app(APPS.resourceManager, "Windows Azure Service Management API", { ...microsoft, redirectUris: [] }),
  app(APPS.logAnalytics, "Log Analytics API", { ...microsoft, redirectUris: [] }),
  app(APPS.keyVault, "Azure Key Vault", { ...microsoft, redirectUris: [] }),
];

/** The object id of a seeded service principal. */
export function principalId(appId: string, tenantId: string): string {
  return fixedId(`principal:${appId}:${tenantId}`);
}

/** Service principals as they are at the start; `since` is when they were made. */
export function servicePrincipals(since: string): ServicePrincipal[] {
  const everywhere = [
    APPS.graph,
    APPS.resourceManager,
    APPS.keyVault,
    APPS.logAnalytics,
    APPS.azureCli,
    APPS.azurePowerShell,
  ];
  const customers = [TENANTS.contoso, TENANTS.fabrikam, TENANTS.northwind];
  const wanted: [string, string, string[]][] = [
    ...tenants.flatMap((tenant) =>
      everywhere.map((appId): [string, string, string[]] => [appId, tenant.id, []]),
    ),
    ...customers.map((tenantId): [string, string, string[]] => [
      APPS.clavis,
      tenantId,
      // Northwind's directory has not been asked for the audit log: that stays unknown there.
      ["Application.Read.All", ...(tenantId === TENANTS.northwind ? [] : ["AuditLog.Read.All"])],
    ]),
    [APPS.tools, TENANTS.contoso, ["Application.ReadWrite.All", "Directory.Read.All"]],
    [APPS.cmkFabrikam, TENANTS.fabrikam, []],
    [APPS.cja, TENANTS.fabrikam, []],
    [APPS.cmkNorthwind, TENANTS.northwind, []],
  ];
  return wanted.map(([appId, tenantId, graphAppRoles]) => {
    const registration = apps.find((candidate) => candidate.appId === appId);
    return {
      id: principalId(appId, tenantId),
      appId,
      tenantId,
      displayName: registration?.displayName ?? appId,
      accountEnabled: true,
      appOwnerOrganizationId: registration?.homeTenantId ?? tenantId,
      createdDateTime: since,
      graphAppRoles,
    };
  });
}
