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
  /** The Entra admin center. */
  entra: string;
  /** Where Log Analytics workspaces are queried, also the audience of its tokens. */
  logAnalytics: string;
  /** What follows the name of a vault, without the dot. */
  vaultSuffix: string;
  hsmSuffix: string;
  /** A region to suggest for new vaults. */
  region: string;
  /** What Azure CLI and Azure PowerShell call the cloud, and what Terraform's azurerm calls its environment. */
  tools: { cli: string; terraform: string };
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
    logAnalytics: "https://api.loganalytics.io",
    portal: "https://portal.azure.com",
    entra: "https://entra.microsoft.com",
    vaultSuffix: "vault.azure.net",
    hsmSuffix: "managedhsm.azure.net",
    region: "westeurope",
    tools: { cli: "AzureCloud", terraform: "public" },
  },
  usgovernment: {
    authority: "https://login.microsoftonline.us",
    resourceManager: "https://management.usgovcloudapi.net",
    graph: "https://graph.microsoft.us",
    logAnalytics: "https://api.loganalytics.us",
    portal: "https://portal.azure.us",
    entra: "https://entra.microsoft.us",
    vaultSuffix: "vault.usgovcloudapi.net",
    hsmSuffix: "managedhsm.usgovcloudapi.net",
    region: "usgovvirginia",
    tools: { cli: "AzureUSGovernment", terraform: "usgovernment" },
  },
  china: {
    authority: "https://login.partner.microsoftonline.cn",
    resourceManager: "https://management.chinacloudapi.cn",
    graph: "https://microsoftgraph.chinacloudapi.cn",
    logAnalytics: "https://api.loganalytics.azure.cn",
    portal: "https://portal.azure.cn",
    entra: "https://entra.microsoftonline.cn",
    vaultSuffix: "vault.azure.cn",
    hsmSuffix: "managedhsm.chinacloudapi.cn",
    region: "chinanorth3",
    tools: { cli: "AzureChinaCloud", terraform: "china" },
  },
};
