import { z } from "zod";
import { SEVERITIES, type Severity } from "../checks/check";
import { mailAddress } from "../mail/mail-address";
import { MAIL_TROUBLES } from "../mail/send-mail";
import { isTimeZone } from "../time-zone";
import { CHANNEL_KINDS, type ChannelKind } from "./channel-kinds";

const LAST_MINUTE = 24 * 60 - 1;

/** Minutes after midnight in the channel's own time zone. */
const minuteOfDay = z.number().int().min(0).max(LAST_MINUTE).nullable();

const settings = {
  name: z.string().trim().min(1, "required").max(80, "too-long"),
  minSeverity: z.enum(SEVERITIES),
  locale: z.enum(["en", "fr"]),
  timeZone: z.string().max(64, "time-zone").refine(isTimeZone, "time-zone"),
  quietFrom: minuteOfDay,
  quietTo: minuteOfDay,
  /** When what is not critical is told, all at once; null: as it happens. */
  digestAt: minuteOfDay,
};

type Quiet = { quietFrom: number | null; quietTo: number | null };
/** Both ends or none; from a minute to itself would be either nothing or always. */
const isWhole = ({ quietFrom, quietTo }: Quiet) =>
  (quietFrom === null) === (quietTo === null) && (quietFrom === null || quietFrom !== quietTo);
const quietProblem = { path: ["quietTo"], message: "quiet-hours" };

const address = z.string().trim().max(2000, "too-long");
/** Nobody is written to twice. */
const recipients = z
  .array(mailAddress)
  .max(20, "too-many")
  .transform((all) => [...new Set(all)]);

/** What the API accepts; messages are keys of `errors.field`. Mail goes to `recipients`, all else to `address`. */
export const createChannelSchema = z
  .object({
    kind: z.enum(CHANNEL_KINDS),
    address: address.optional(),
    recipients: recipients.optional(),
    ...settings,
  })
  .refine(isWhole, quietProblem)
  .refine(({ kind, recipients: all }) => kind !== "email" || Boolean(all?.length), {
    path: ["recipients"],
    message: "required",
  })
  .refine(({ kind, address: one }) => kind === "email" || Boolean(one), {
    path: ["address"],
    message: "required",
  });
/** Without `address` or `recipients` those that are stored stay. */
export const updateChannelSchema = z
  .object({
    ...settings,
    address: address.min(1, "required").optional(),
    recipients: recipients.refine((all) => all.length > 0, "required").optional(),
    enabled: z.boolean(),
    revision: z.number().int().min(1),
  })
  .refine(isWhole, quietProblem);
export type CreateChannel = z.infer<typeof createChannelSchema>;
export type UpdateChannel = z.infer<typeof updateChannelSchema>;

/** One channel as people see it: of a webhook's address, which is a secret, the host alone. Times are ISO 8601. */
export type ChannelView = {
  id: string;
  kind: ChannelKind;
  name: string;
  enabled: boolean;
  targetHost: string;
  recipients: string[];
  minSeverity: Severity;
  locale: "en" | "fr";
  timeZone: string;
  quietFrom: number | null;
  quietTo: number | null;
  digestAt: number | null;
  createdAt: string;
  revision: number;
};

export const DELIVERY_KINDS = ["alert", "resolved", "digest", "test"] as const;
export type DeliveryKind = (typeof DELIVERY_KINDS)[number];
export const DELIVERY_STATUSES = ["queued", "sent", "failed", "dropped"] as const;
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number];
/** Why a message was not, or not yet, taken. */
export const DELIVERY_TROUBLES = [
  "refused",
  "gone",
  "throttled",
  "unavailable",
  "redirected",
  "resolved-before",
  "channel-off",
  "host-not-allowed",
  "nobody-left",
  "some-refused",
  ...MAIL_TROUBLES,
] as const;
export type DeliveryTrouble = (typeof DELIVERY_TROUBLES)[number];
/** `status`: the HTTP status or the SMTP reply code, where there was an answer. */
export type DeliveryProblem = { code: DeliveryTrouble; status: number | null };

/** One message to one channel. `check`: what its alert is about, a check's id. */
export type DeliveryView = {
  id: string;
  channelId: string;
  channelName: string;
  channelKind: ChannelKind;
  kind: DeliveryKind;
  status: DeliveryStatus;
  alertId: string | null;
  check: string | null;
  attempts: number;
  createdAt: string;
  dueAt: string | null;
  endedAt: string | null;
  problem: DeliveryProblem | null;
};
