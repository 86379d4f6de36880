import { createHash } from "node:crypto";

/** A stable identifier made from a label, so that a reset gives everything its old id back. */
export function fixedId(label: string): string {
  const hex = createHash("sha256").update(`clavis-sandbox:${label}`).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** A stable key version: 32 hexadecimal digits. */
export function fixedVersion(label: string): string {
  return fixedId(label).replaceAll("-", "");
}

export const TENANTS = {
  contoso: "11111111-aaaa-4aaa-8aaa-000000000001",
  fabrikam: "22222222-bbbb-4bbb-8bbb-000000000002",
  northwind: "33333333-cccc-4ccc-8ccc-000000000003",
  elsewhere: "44444444-dddd-4ddd-8ddd-000000000004",
  adobe: "fa7b1b5a-7b34-4387-94ae-d2c178decee1",
  microsoft: "f8cdef31-a31e-4b4a-93e4-5f571e91255a",
} as const;

export const SUBSCRIPTIONS = {
  contoso: "8f0e2b7a-1111-4c1d-9a6e-000000000001",
  fabrikam: "8f0e2b7a-2222-4c1d-9a6e-000000000002",
  northwind: "8f0e2b7a-3333-4c1d-9a6e-000000000003",
} as const;

export const APPS = {
  clavis: "c1a71500-0000-4000-8000-00000000c1a7",
  tools: "5ca44e50-0000-4000-8000-000000005ca4",
  cmkContoso: "e463a445-c6ac-4ca2-b36a-b5146fcf6a01",
  cmkFabrikam: "e463a445-c6ac-4ca2-b36a-b5146fcf6a02",
  cmkNorthwind: "e463a445-c6ac-4ca2-b36a-b5146fcf6a03",
  cja: "251e3919-1940-4296-bb8b-6b9a5e8a4805",
  azureCli: "04b07795-8ddb-461a-bbee-02f9e1bf7b46",
  azurePowerShell: "1950a258-227b-4e31-a9cf-717495945fc2",
  graph: "00000003-0000-0000-c000-000000000000",
  resourceManager: "797f4846-ba00-4fd7-82ba-dac1f8f63013",
  logAnalytics: "ca7f3f0b-7d91-482c-8e09-c5d840d0eac5",
  keyVault: "cfa8b339-82a2-471a-a3c9-0fc0be7a4093",
} as const;

/** Template ids of Entra's directory roles. */
export const DIRECTORY_ROLES = {
  globalAdministrator: "62e90394-69f5-4237-9190-012177145e10",
  applicationAdministrator: "9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3",
  cloudApplicationAdministrator: "158c047a-c907-4556-b7ef-446551a6b5f7",
  globalReader: "f2ef992c-3afb-46b9-b7cf-a126ee74c451",
} as const;

export const AZURE_ROLES = {
  owner: "8e3af657-a8ff-443c-a75c-2fe8c4bcb635",
  contributor: "b24988ac-6180-42a0-ab88-20f7382dd24c",
  reader: "acdd72a7-3385-48ef-bd42-f606fba81ae7",
  userAccessAdministrator: "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9",
  keyVaultAdministrator: "00482a5a-887f-4fb3-b363-3b7fe8e74483",
  keyVaultCryptoOfficer: "14b46e9e-c2b7-41b4-b07b-48a6ebf60603",
  keyVaultCryptoServiceEncryptionUser: "e147488a-f6f5-4113-8e2d-b22465e65bf6",
  keyVaultReader: "21090545-7ca7-4776-b22c-e363652d74d2",
} as const;

export const CLAVIS_SECRET = "sandbox-clavis-client-secret-not-for-real-use";
export const TOOLS_SECRET = "sandbox-tools-client-secret-not-for-real-use";

/** Where Adobe's applications send a browser after consent; nothing of the sandbox goes there. */
export const ADOBE_REDIRECT_URI = "https://experience.adobe.com/";
