import "server-only";
import { z } from "zod";
import { CHANNEL_KINDS } from "@/lib/cmk/channels/channel-kinds";
import { DELIVERY_KINDS, DELIVERY_STATUSES, DELIVERY_TROUBLES } from "@/lib/cmk/channels/channel-schemas";
import { SEVERITIES } from "@/lib/cmk/checks/check";
import { GUID_PATTERN } from "@/lib/cmk/ids";
import { organisationAddress } from "./address-schemas";
import { named, time } from "./rule-schemas";
import { organisationView } from "./view-schemas";

export const channelAddress = organisationAddress.extend({
  channel: z.string().regex(GUID_PATTERN).describe("Id of the channel"),
});

const minute = z.number().int().nullable().describe("Minutes after midnight in the channel's time zone");

export const channelView = named(
  "Channel",
  z.object({
    id: z.guid(),
    kind: z.enum(CHANNEL_KINDS),
    name: z.string(),
    enabled: z.boolean(),
    targetHost: z.string(),
    recipients: z.array(z.string()).describe("Of e-mail; empty otherwise"),
    minSeverity: z.enum(SEVERITIES),
    locale: z.enum(["en", "fr"]),
    timeZone: z.string(),
    quietFrom: minute,
    quietTo: minute,
    digestAt: minute,
    createdAt: time,
    revision: z.number().int(),
  }),
);

export const deliveryView = named(
  "Delivery",
  z.object({
    id: z.guid(),
    channelId: z.guid(),
    channelName: z.string(),
    channelKind: z.enum(CHANNEL_KINDS),
    kind: z.enum(DELIVERY_KINDS),
    status: z.enum(DELIVERY_STATUSES),
    alertId: z.guid().nullable(),
    check: z.string().nullable(),
    attempts: z.number().int(),
    createdAt: time,
    dueAt: time.nullable(),
    endedAt: time.nullable(),
    problem: z.object({ code: z.enum(DELIVERY_TROUBLES), status: z.number().int().nullable() }).nullable(),
  }),
);

export const createdChannel = z.object({
  channel: channelView,
  signingKey: z.string().nullable().describe("Of a plain webhook; shown this once"),
});

export const channelList = z.object({
  organisation: organisationView,
  channels: z.array(channelView),
  deliveries: z.array(deliveryView).describe("The newest 50"),
  webhookHosts: z.array(z.string()),
  mail: z
    .object({ on: z.boolean(), domains: z.array(z.string()) })
    .describe("Whether mail can be sent, and where to"),
});
