import { AZURE_CLOUDS, type AzureCloudId } from "../cmk/azure-clouds";

/** Where the pages of a plan are: every link names the tenant, so that no other directory opens. */
export type PortalPlace = { tenantId: string; cloud?: AzureCloudId | undefined };

/** Links into the Azure portal and the Entra admin center, each to one page and in one tenant. */
export function portalLinks({ tenantId, cloud = "public" }: PortalPlace) {
  const { portal, entra, authority } = AZURE_CLOUDS[cloud];
  const tenant = encodeURIComponent(tenantId);
  const inAzure = (path: string) => `${portal}/#@${tenant}/${path}`;
  return {
    /** A page of a resource's menu, such as `networking`; `id` is a resource id. */
    resource: (id: string, page: string) => inAzure(`resource${encodeURI(id)}/${page}`),
    /** The form that makes a resource of a type. */
    create: (type: string) => `${portal}/${tenant}/#create/${type}`,
    browseVaults: () =>
      inAzure("blade/HubsExtension/BrowseResource/resourceType/Microsoft.KeyVault%2Fvaults"),
    browseManagedHsms: () =>
      inAzure("blade/HubsExtension/BrowseResource/resourceType/Microsoft.KeyVault%2FmanagedHSMs"),
    key: (vaultUri: string, name: string) =>
      inAzure(`asset/Microsoft_Azure_KeyVault/Key/${vaultUri.replace(/\/$/, "")}/keys/${name}`),
    /** Grants consent, and with it makes the service principal, in this tenant and no other. */
    consent: (appId: string) => `${authority}/${tenant}/adminconsent?client_id=${appId}`,
    enterpriseApplications: () =>
      `${entra}/${tenant}/#view/Microsoft_AAD_IAM/StartboardApplicationsMenuBlade/~/AppAppsPreview`,
  };
}
