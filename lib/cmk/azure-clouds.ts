/** The clouds that Azure runs apart from each other. `public` is everybody's. */
export const AZURE_CLOUD_IDS = ["public", "usgovernment", "china"] as const;
export type AzureCloudId = (typeof AZURE_CLOUD_IDS)[number];

export type AzureCloud = {
  /** Where people and applications sign in (Microsoft Entra). */
  authority: string;
  /** Azure Resource Manager, also the audience of its tokens. */
  resourceManager: string;
  graph: string;
  portal: string;
  /** What follows the name of a vault, without the dot. */
  vaultSuffix: string;
  hsmSuffix: string;
};

/**
 * Every address that depends on the cloud, in one table. Sources: Microsoft, "Microsoft Graph national cloud
 * deployments", "National clouds" (Entra), "About keys" of Key Vault in each cloud's own documentation.
 */
export const AZURE_CLOUDS: Record<AzureCloudId, AzureCloud> = {
  public: {
    authority: "https://login.microsoftonline.com",
    resourceManager: "https://management.azure.com",
    graph: "https://graph.microsoft.com",
    portal: "https://portal.azure.com",
    vaultSuffix: "vault.azure.net",
    hsmSuffix: "managedhsm.azure.net",
  },
  usgovernment: {
    authority: "https://login.microsoftonline.us",
    resourceManager: "https://management.usgovcloudapi.net",
    graph: "https://graph.microsoft.us",
    portal: "https://portal.azure.us",
    vaultSuffix: "vault.usgovcloudapi.net",
    hsmSuffix: "managedhsm.usgovcloudapi.net",
  },
  china: {
    authority: "https://login.partner.microsoftonline.cn",
    resourceManager: "https://management.chinacloudapi.cn",
    graph: "https://microsoftgraph.chinacloudapi.cn",
    portal: "https://portal.azure.cn",
    vaultSuffix: "vault.azure.cn",
    hsmSuffix: "managedhsm.chinacloudapi.cn",
  },
};
