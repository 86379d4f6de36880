import { z } from "zod";
import { GUID_PATTERN } from "../ids";
import { MOST_SHARED, STATUS_SECTIONS, type StatusSection } from "./sections";

export const LONGEST_LINK_DAYS = 365;
/** Links of one person that open at the same time. */
export const MOST_OPEN_LINKS = 20;
/** How often one link opens within a minute. */
export const MOST_OPENS = 60;

/** 256 random bits, as they stand in the link. */
export const STATUS_TOKEN = /^[A-Za-z0-9_-]{43}$/;

/** What the API accepts; messages are keys of `errors.field`. */
export const createStatusLinkSchema = z.object({
  title: z.string().trim().min(1, "required").max(120, "too-long"),
  organisations: z
    .array(z.string().regex(GUID_PATTERN))
    .min(1, "choose-one")
    .max(MOST_SHARED, "too-many")
    .transform((ids) => [...new Set(ids.map((id) => id.toLowerCase()))]),
  sections: z.array(z.enum(STATUS_SECTIONS)).transform((list) => [...new Set(list)]),
  days: z.number({ error: "days" }).int("days").min(1, "days").max(LONGEST_LINK_DAYS, "days"),
});
export type CreateStatusLink = z.infer<typeof createStatusLinkSchema>;

export const LINK_STATES = ["open", "expired", "revoked"] as const;
export type LinkState = (typeof LINK_STATES)[number];

/** Where a link stands: from its times alone. */
export function linkState(link: { revokedAt: Date | null; expiresAt: Date }, now: Date): LinkState {
  if (link.revokedAt !== null) return "revoked";
  return link.expiresAt <= now ? "expired" : "open";
}

/** A link as its owner sees it: the secret is not in it. Times are ISO 8601. */
export type StatusLinkView = {
  id: string;
  title: string;
  sections: StatusSection[];
  /** Those that whoever asks may see. */
  organisations: { id: string; name: string }[];
  state: LinkState;
  createdByName: string;
  createdAt: string;
  expiresAt: string;
  revokedByName: string | null;
  firstOpenedAt: string | null;
  lastOpenedAt: string | null;
  opens: number;
  mayRevoke: boolean;
};
