import { AZURE_CLOUDS } from "../cmk/azure-clouds";

/** The hosts of a cloud's web pages. Sovereign clouds have their own. */
export type PortalHosts = { azure: string; entra: string; login: string };

const hostOf = (address: string) => new URL(address).host;

export const PUBLIC_PORTALS: PortalHosts = {
  azure: hostOf(AZURE_CLOUDS.public.portal),
  entra: "entra.microsoft.com",
  login: hostOf(AZURE_CLOUDS.public.authority),
};

/** Where the pages of a plan are: every link names the tenant, so that no other directory opens. */
export type PortalPlace = { tenantId: string; hosts?: PortalHosts };

/** Links into the Azure portal and the Entra admin center, each to one page and in one tenant. */
export function portalLinks({ tenantId, hosts = PUBLIC_PORTALS }: PortalPlace) {
  const tenant = encodeURIComponent(tenantId);
  const inAzure = (path: string) => `https://${hosts.azure}/#@${tenant}/${path}`;
  return {
    /** A page of a resource's menu, such as `networking`; `id` is a resource id. */
    resource: (id: string, page: string) => inAzure(`resource${encodeURI(id)}/${page}`),
    /** The form that makes a resource of a type. */
    create: (type: string) => `https://${hosts.azure}/${tenant}/#create/${type}`,
    browseVaults: () =>
      inAzure("blade/HubsExtension/BrowseResource/resourceType/Microsoft.KeyVault%2Fvaults"),
    key: (vaultUri: string, name: string) =>
      inAzure(`asset/Microsoft_Azure_KeyVault/Key/${vaultUri.replace(/\/$/, "")}/keys/${name}`),
    /** Grants consent, and with it makes the service principal, in this tenant and no other. */
    consent: (appId: string) => `https://${hosts.login}/${tenant}/adminconsent?client_id=${appId}`,
    enterpriseApplications: () =>
      `https://${hosts.entra}/${tenant}/#view/Microsoft_AAD_IAM/StartboardApplicationsMenuBlade/~/AppAppsPreview`,
  };
}
