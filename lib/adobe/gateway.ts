import "server-only";
import type { z } from "zod";
import { ADOBE_REGION_PATTERN } from "@/lib/cmk/ids";
import { adobeFailure } from "./errors";
import { isAdobeFailure } from "./failure";
import { requestAdobe } from "./http";
import { type AdobeCredentials, forgetImsToken, imsToken } from "./ims";
import { LIMITS } from "./limits";

export type AdobeConfig = {
  clientId: string;
  clientSecret: string;
  /** Such as 7F3A2C915B1E4D880A495CC1@AdobeOrg. */
  imsOrgId: string;
  /** Such as va7 or nld2. */
  region: string;
  /** Such as https://ims-na1.adobelogin.com. */
  imsUrl: string;
  /** The end of the gateway's host names, such as adobe.io. */
  platformDomain: string;
  signal?: AbortSignal;
  /** Runs before each call and may throw, for example while a database transaction is open. */
  beforeCall?: () => void;
};

/** One key for everybody, as Adobe's customer-managed-key pages say; the token says who asks. */
const API_KEY = "acp_provisioning";

/** `platform.adobe.io` is VA7; every other region has its name in the host. Throws VendorError for a malformed one. */
export function platformHost(region: string, domain: string): string {
  const name = region.toLowerCase();
  if (!ADOBE_REGION_PATTERN.test(name))
    throw adobeFailure({ status: 400, code: "InvalidRegion", message: `${region} is no Adobe region.` });
  return name === "va7" ? `platform.${domain}` : `platform-${name}.${domain}`;
}

export type Gateway = {
  get<T>(path: string, schema: z.ZodType<T>): Promise<T>;
  /** Sent once; never repeated by itself. */
  post<T>(path: string, body: unknown, schema: z.ZodType<T>): Promise<T>;
};

/** Experience Platform's gateway as one organisation's credential; a token gone stale is renewed once. */
export function createGateway(config: AdobeConfig): Gateway {
  const credentials: AdobeCredentials = {
    imsUrl: config.imsUrl,
    clientId: config.clientId,
    clientSecret: config.clientSecret,
  };
  const base = `https://${platformHost(config.region, config.platformDomain)}/data/infrastructure/manager`;

  async function send<T>(
    method: "GET" | "POST",
    path: string,
    schema: z.ZodType<T>,
    body?: unknown,
  ): Promise<T> {
    config.beforeCall?.();
    const once = async () =>
      requestAdobe({
        method,
        url: `${base}${path}`,
        headers: {
          authorization: `Bearer ${await imsToken(credentials)}`,
          "x-api-key": API_KEY,
          "x-gw-ims-org-id": config.imsOrgId,
          ...(body === undefined ? {} : { "content-type": "application/json" }),
        },
        body: body === undefined ? undefined : JSON.stringify(body),
        limits: method === "GET" ? LIMITS.read : LIMITS.submit,
        schema,
        signal: config.signal,
      });
    try {
      return await once();
    } catch (error) {
      // The gateway turned the token away before anything was done: safe to repeat, a POST too.
      if (!isAdobeFailure(error, "unauthenticated") || error.failure.code !== "401013") throw error;
      forgetImsToken(credentials);
      return once();
    }
  }

  return {
    get: (path, schema) => send("GET", path, schema),
    post: (path, body, schema) => send("POST", path, schema, body),
  };
}
