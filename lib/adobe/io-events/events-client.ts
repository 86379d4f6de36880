import "server-only";
import { z } from "zod";
import { adobeFailure } from "../errors";
import { isAdobeFailure } from "../failure";
import { parseJson, requestAdobe } from "../http";
import { type AdobeCredentials, forgetImsToken, imsToken } from "../ims";
import { JOURNAL_BYTES, LIMITS } from "../limits";
import type { AdobeEventsClient, JournalPage } from "../ports";
import { journalAddress, nextLink } from "./journal-address";
import { mapEventRegistration, registrationSchema } from "./map-registration";

export type AdobeEventsConfig = {
  clientId: string;
  clientSecret: string;
  imsOrgId: string;
  imsUrl: string;
  /** The end of the hosts' names, such as adobe.io. */
  domain: string;
  beforeCall?: () => void;
};

const MOST_EVENTS = 100;

const journalSchema = z.object({
  status: z.number(),
  link: z.string().nullable(),
  retryAfter: z.string().nullable(),
  body: z.object({ events: z.array(z.object({ event: z.unknown() })) }).nullable(),
});

/** Adobe I/O Events' Registration and Journaling interfaces, as one organisation's credential. */
export function createAdobeEventsClient(config: AdobeEventsConfig): AdobeEventsClient {
  const { clientId, clientSecret, imsOrgId, imsUrl, domain } = config;
  const credentials: AdobeCredentials = { imsUrl, clientId, clientSecret, forEvents: true };

  async function ask<T>(
    url: string,
    more: { schema: z.ZodType<T>; read?: (response: Response, text: string) => unknown },
  ) {
    config.beforeCall?.();
    const once = async () => {
      const authorization = `Bearer ${await imsToken(credentials)}`;
      const headers = { authorization, "x-api-key": clientId, "x-ims-org-id": imsOrgId };
      const accept = "application/hal+json, application/json";
      const given = { method: "GET" as const, url, headers: { ...headers, accept }, limits: LIMITS.read };
      return requestAdobe({ ...given, ...more, mostBytes: JOURNAL_BYTES });
    };
    try {
      return await once();
    } catch (error) {
      if (!isAdobeFailure(error, "unauthenticated") || error.failure.status !== 401) throw error;
      forgetImsToken(credentials);
      return once();
    }
  }

  return {
    async getRegistration({ consumerOrgId, projectId, workspaceId, registrationId }) {
      const parts = [consumerOrgId, projectId, workspaceId, "registrations", registrationId];
      const url = `https://api.${domain}/events/${parts.map(encodeURIComponent).join("/")}`;
      try {
        return mapEventRegistration(await ask(url, { schema: registrationSchema }), domain);
      } catch (error) {
        if (isAdobeFailure(error, "absent")) return null;
        throw error;
      }
    },
    async readJournal(from): Promise<JournalPage> {
      const url = journalAddress(from, domain);
      if (!url)
        throw adobeFailure({
          status: 400,
          code: "JournalAddress",
          message: "This is no address of a journal of Adobe's.",
        });
      if (!url.searchParams.has("limit")) url.searchParams.set("limit", String(MOST_EVENTS));
      const { link, retryAfter, body } = await ask(url.href, {
        schema: journalSchema,
        read: (response, text) => ({
          status: response.status,
          link: response.headers.get("link"),
          retryAfter: response.headers.get("retry-after"),
          body: response.status === 204 ? null : parseJson(text),
        }),
      });
      const seconds = Number(retryAfter);
      return {
        events: (body?.events ?? []).map(({ event }) => event),
        next: nextLink(link, url, domain),
        retryAfterSeconds: retryAfter !== null && Number.isFinite(seconds) ? seconds : null,
      };
    },
  };
}
