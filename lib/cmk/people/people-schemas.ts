import { z } from "zod";
import { GUID_PATTERN } from "../ids";
import { ROLES } from "../permissions";
import { isTimeZone } from "../time-zone";
import { TOKEN_PERMISSIONS } from "./token-permissions";

/** How long somebody has to sign in for the first time. */
export const INVITATION_DAYS = 30;
/** A token that nobody renews ends. */
export const LONGEST_TOKEN_DAYS = 365;
/** A person who has not signed in for so long may have left: their tokens rest until they do. */
export const TOKEN_RESTS_AFTER_DAYS = 30;

/** One `@`, something on both sides, no spaces: what Entra calls a user principal name. */
const UPN_PATTERN = /^[^\s@]{1,200}@[^\s@]{1,100}$/;

export const inviteSchema = z.object({
  upn: z.string().trim().toLowerCase().min(1, "required").regex(UPN_PATTERN, "upn"),
  role: z.enum(ROLES, "invalid"),
});
export type Invite = z.infer<typeof inviteSchema>;

export const changeMemberSchema = z.object({ role: z.enum(ROLES, "invalid") });

/** More at once than anybody checks by eye. */
export const MOST_BOUND_AT_ONCE = 100;

/** What somebody may do in these organisations (`all`: also in those to come); role null takes it away. */
export const bindSchema = z.object({
  role: z.enum(ROLES, "invalid").nullable(),
  organisations: z.union(
    [
      z.literal("all"),
      z
        .array(z.string().toLowerCase().regex(GUID_PATTERN, "guid"))
        .min(1, "choose-one")
        .max(MOST_BOUND_AT_ONCE, "too-many-organisations"),
    ],
    "choose-one",
  ),
});
export type BindPerson = z.infer<typeof bindSchema>;

/** Which people a list shows; `all`: those bound to all organisations, `some`: to single ones, `none`: to none. */
export const BOUND = ["all", "some", "none"] as const;
export const everybodyQuerySchema = z.object({
  search: z.string().trim().max(200, "too-long").optional(),
  bound: z.enum(BOUND, "invalid").optional(),
  cursor: z.string().max(1000).optional(),
  limit: z.coerce.number().int().min(1).max(200).optional(),
});
export type EverybodyQuery = z.infer<typeof everybodyQuerySchema>;

export const createTokenSchema = z.object({
  name: z.string().trim().min(1, "required").max(80, "too-long"),
  permissions: z.array(z.enum(TOKEN_PERMISSIONS)).min(1, "required").max(TOKEN_PERMISSIONS.length),
  /** Empty: all organisations of the person, also those to come. */
  organisations: z.array(z.string().toLowerCase().regex(GUID_PATTERN, "guid")).max(100, "too-long"),
  days: z.number("number").int("number").min(1, "token-days").max(LONGEST_TOKEN_DAYS, "token-days"),
});
export type CreateToken = z.infer<typeof createTokenSchema>;

/** In which zone exact times are shown. */
export const timeZoneSchema = z.string().max(64, "time-zone").refine(isTimeZone, "time-zone");
