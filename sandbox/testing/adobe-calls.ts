import { ADOBE_ORGS } from "../seed/adobe";
import type { ProxiedFetch } from "./proxied-fetch";

const PATH = "/data/infrastructure/manager";
export const NORTHWIND = {
  host: "platform-nld2.adobe.io",
  org: ADOBE_ORGS.northwind,
  id: "northwind-clavis-cmk",
  secret: "s8e-northwind-sandbox-secret-000003",
};
export const CONTOSO = {
  host: "platform.adobe.io",
  org: ADOBE_ORGS.contoso,
  id: "contoso-clavis-cmk",
  secret: "s8e-contoso-sandbox-secret-000001",
};

type Answer = { status: number; body: Record<string, unknown> };

/** Calls to Adobe as any client makes them, through the sandbox. */
export function adobeCalls(fetchAdobe: ProxiedFetch) {
  async function ims(fields: Record<string, string>): Promise<Answer> {
    const body = new URLSearchParams({
      grant_type: "client_credentials",
      scope: "openid,AdobeID,read_organizations",
      ...fields,
    });
    const reply = await fetchAdobe("https://ims-na1.adobelogin.com/ims/token/v3", { method: "POST", body });
    return { status: reply.status, body: (await reply.json()) as Record<string, unknown> };
  }

  async function headersFor(
    who: Omit<typeof CONTOSO, "org"> & { org: string },
  ): Promise<Record<string, string>> {
    const { body } = await ims({ client_id: who.id, client_secret: who.secret });
    return {
      authorization: `Bearer ${body.access_token}`,
      "x-api-key": "acp_provisioning",
      "x-gw-ims-org-id": who.org,
    };
  }

  async function call(
    host: string,
    path: string,
    headers: Record<string, string>,
    body?: object,
  ): Promise<Answer> {
    const reply = await fetchAdobe(`https://${host}${PATH}${path}`, {
      method: body ? "POST" : "GET",
      headers: body ? { "content-type": "application/json", ...headers } : headers,
      body: body ? JSON.stringify(body) : undefined,
    });
    return { status: reply.status, body: (await reply.json()) as Record<string, unknown> };
  }
  return { ims, headersFor, call };
}

export function config(org: string, name: string, vault: string, key = "adobe-cmk"): object {
  const keyVaultKeyIdentifier = `https://${vault}.vault.azure.net/keys/${key}/00000000000000000000000000000000`;
  return {
    name,
    type: "BYOK_CONFIG",
    imsOrgId: org,
    configData: { providerType: "AZURE_KEYVAULT", keyVaultKeyIdentifier },
  };
}
