/** The clouds that Azure runs apart from each other; which one a resource is in follows from its region. */
export type CloudId = "public" | "usgovernment" | "china";

export type Cloud = {
  login: string;
  resourceManager: string;
  /** What tokens for Azure Resource Manager may be for besides its own address. */
  resourceManagerAlias: string;
  graph: string;
  /** Where workspaces are queried; the first is the one that documents name. */
  logAnalytics: string[];
  vaultSuffix: string;
  hsmSuffix: string;
};

/** Host names, after Microsoft's pages on national clouds. */
export const CLOUDS: Record<CloudId, Cloud> = {
  public: {
    login: "login.microsoftonline.com",
    resourceManager: "management.azure.com",
    resourceManagerAlias: "management.core.windows.net",
    graph: "graph.microsoft.com",
    logAnalytics: ["api.loganalytics.io", "api.loganalytics.azure.com"],
    vaultSuffix: "vault.azure.net",
    hsmSuffix: "managedhsm.azure.net",
  },
  usgovernment: {
    login: "login.microsoftonline.us",
    resourceManager: "management.usgovcloudapi.net",
    resourceManagerAlias: "management.core.usgovcloudapi.net",
    graph: "graph.microsoft.us",
    logAnalytics: ["api.loganalytics.us"],
    vaultSuffix: "vault.usgovcloudapi.net",
    hsmSuffix: "managedhsm.usgovcloudapi.net",
  },
  china: {
    login: "login.partner.microsoftonline.cn",
    resourceManager: "management.chinacloudapi.cn",
    resourceManagerAlias: "management.core.chinacloudapi.cn",
    graph: "microsoftgraph.chinacloudapi.cn",
    logAnalytics: ["api.loganalytics.azure.cn"],
    vaultSuffix: "vault.azure.cn",
    hsmSuffix: "managedhsm.chinacloudapi.cn",
  },
};

const ALL = Object.values(CLOUDS);

/** The cloud of a region's name, such as usgovvirginia or chinanorth3. */
export function cloudOfLocation(location: string): Cloud {
  if (/^us(gov|dod)/i.test(location)) return CLOUDS.usgovernment;
  return /^china/i.test(location) ? CLOUDS.china : CLOUDS.public;
}

/** The cloud whose service this host name is; null for none. */
export function cloudOfHost(service: "login" | "resourceManager" | "graph", host: string): Cloud | null {
  return ALL.find((cloud) => cloud[service] === host) ?? null;
}

/** The name before a data plane's suffix, and the suffix; null for another host. */
export function storeOfHost(
  kind: "vaultSuffix" | "hsmSuffix",
  host: string,
): { name: string; suffix: string } | null {
  for (const { [kind]: suffix } of ALL) {
    const name = host.endsWith(`.${suffix}`) ? host.slice(0, -suffix.length - 1) : "";
    if (name && !name.includes(".")) return { name, suffix };
  }
  return null;
}
