import "server-only";
import { z } from "zod";
import type { EventRegistration } from "../ports";
import { journalAddress } from "./journal-address";

/** GET api.adobe.io/events/…/registrations/{id}, as far as it matters. `enabled` comes as a text too. */
export const registrationSchema = z.object({
  webhook_url: z.string().nullish(),
  webhook_status: z.string().nullish(),
  status: z.string().nullish(),
  enabled: z.union([z.boolean(), z.enum(["true", "false"]).transform((word) => word === "true")]).nullish(),
  events_url: z.string().nullish(),
  _links: z.object({ "rel:events": z.object({ href: z.string() }).nullish() }).nullish(),
});

/** The words that Developer Console shows; another word of Adobe's is handed on as it is. */
function statusOf({ webhook_status: webhook, status, enabled }: z.infer<typeof registrationSchema>): string {
  const word = webhook ?? status ?? "";
  if (enabled === false || /disabled/i.test(word)) return "Disabled";
  if (/unstable|unreachable/i.test(word)) return "Unstable";
  if (word === "" ? enabled === true : /^(active|verified)$/i.test(word)) return "Active";
  return word || "Unknown";
}

/** A registration's state in the words of Developer Console, and where its journal is, if that is a place of Adobe's. */
export function mapEventRegistration(
  answer: z.infer<typeof registrationSchema>,
  domain: string,
): EventRegistration {
  const named = [answer._links?.["rel:events"]?.href, answer.events_url];
  const journal = named.flatMap((url) => (url ? (journalAddress(url, domain) ?? []) : []))[0];
  return {
    status: statusOf(answer),
    journalUrl: journal?.href ?? null,
    webhookUrl: answer.webhook_url ?? null,
  };
}
