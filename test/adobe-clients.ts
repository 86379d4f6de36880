import { createAdobeClient } from "@/lib/adobe/adobe-client";
import type { AdobeConfig } from "@/lib/adobe/gateway";

export const HOSTS = { imsUrl: "https://ims-na1.adobelogin.com", platformDomain: "adobe.io" };
export const NORTHWIND: AdobeConfig = {
  ...HOSTS,
  clientId: "northwind-clavis-cmk",
  clientSecret: "s8e-northwind-sandbox-secret-000003",
  imsOrgId: "C07A3F5512E84B6D9F0A21E2@AdobeOrg",
  region: "nld2",
};
export const CONTOSO: AdobeConfig = {
  ...HOSTS,
  clientId: "contoso-clavis-cmk",
  clientSecret: "s8e-contoso-sandbox-secret-000001",
  imsOrgId: "7F3A2C915B1E4D880A495CC1@AdobeOrg",
  region: "va7",
};
export const PLATFORM = "platform-nld2.adobe.io";
export const IMS = "ims-na1.adobelogin.com";

/** Northwind's client, with what a test wants otherwise. */
export const client = (change: Partial<AdobeConfig> = {}) => createAdobeClient({ ...NORTHWIND, ...change });
