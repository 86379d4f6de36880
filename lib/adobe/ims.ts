import "server-only";
import { createHash } from "node:crypto";
import { z } from "zod";
import { BoundedMap } from "@/lib/bounded-map";
import { adobeFailure } from "./errors";
import { isAdobeFailure } from "./failure";
import { requestAdobe } from "./http";
import { LIMITS, TOKEN_SPARE_MS } from "./limits";

/** `forEvents`: a token for I/O Events' own interfaces, which a credential without I/O Management API does not get. */
export type AdobeCredentials = {
  imsUrl: string;
  clientId: string;
  clientSecret: string;
  forEvents?: boolean;
};

const tokenSchema = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number().positive() });

/** Scopes of a server-to-server credential for Experience Platform. Source: Adobe developer console, implementation. */
const SCOPES = "openid,AdobeID,read_organizations,additional_info.projectedProductContext,session";
/** With the project's I/O Management API, as the Registration and Journaling guides ask for. */
const EVENT_SCOPES = "openid,AdobeID,read_organizations,adobeio_api";

type Kept = { token: Promise<string>; until: number };
/** As many as one worker looks at in five minutes; one takes a kilobyte or two. */
const MOST_KEPT = 10_000;
const kept = new BoundedMap<string, Kept>(MOST_KEPT);

/** The secret is part of the name, as a digest: a credential that was replaced must not live on through its token. */
function nameOf({ imsUrl, clientId, clientSecret, forEvents = false }: AdobeCredentials): string {
  return createHash("sha256")
    .update(JSON.stringify([imsUrl, clientId, clientSecret, forEvents]))
    .digest("hex");
}

/**
 * An access token for this credential (client credentials; it lives for about 24 hours), kept in memory until
 * shortly before its end; callers at the same time share one question. Throws VendorError.
 */
export function imsToken(credentials: AdobeCredentials): Promise<string> {
  const name = nameOf(credentials);
  const known = kept.get(name);
  if (known && known.until > Date.now()) return known.token;
  const entry: Kept = { token: Promise.resolve(""), until: Number.POSITIVE_INFINITY };
  entry.token = requestToken(credentials).then(
    ({ access_token, expires_in }) => {
      entry.until = Date.now() + expires_in * 1000 - TOKEN_SPARE_MS;
      return access_token;
    },
    (error: unknown) => {
      if (kept.get(name) === entry) kept.delete(name);
      throw error;
    },
  );
  kept.set(name, entry);
  return entry.token;
}

/** Forgets a token that the gateway no longer takes. */
export function forgetImsToken(credentials: AdobeCredentials): void {
  kept.delete(nameOf(credentials));
}

async function requestToken({ imsUrl, clientId, clientSecret, forEvents }: AdobeCredentials) {
  const body = new URLSearchParams({
    grant_type: "client_credentials",
    client_id: clientId,
    client_secret: clientSecret,
    scope: forEvents ? EVENT_SCOPES : SCOPES,
  });
  try {
    return await requestAdobe({
      method: "POST",
      url: `${imsUrl}/ims/token/v3`,
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: body.toString(),
      limits: LIMITS.token,
      schema: tokenSchema,
    });
  } catch (error) {
    // A wrong id or secret is answered with status 400 or 401: either way the credential is not accepted.
    if (!isAdobeFailure(error, "invalid") && !isAdobeFailure(error, "refused")) throw error;
    const { status, code, message, requestId } = error.failure;
    throw adobeFailure({ status: status === 400 ? 401 : status, code, message, requestId }, error);
  }
}
