import "server-only";
import { z } from "zod";
import { EVENT_KINDS } from "@/lib/cmk/events/adobe-event";
import { GUID_PATTERN } from "@/lib/cmk/ids";
import { organisationAddress } from "./address-schemas";
import { named, time } from "./rule-schemas";
import { organisationView } from "./view-schemas";

export const eventAddress = organisationAddress.extend({
  event: z.string().regex(GUID_PATTERN).describe("Id of the event"),
});

export const feedView = named(
  "EventFeed",
  z.object({
    organisation: organisationView,
    address: z.string().nullable().describe("Of the webhook; for those who manage it alone"),
    addressMadeAt: time.nullable(),
    clientId: z.string().nullable(),
    consumerOrgId: z.string().nullable(),
    projectId: z.string().nullable(),
    workspaceId: z.string().nullable(),
    registrationId: z.string().nullable(),
    status: z.string().nullable().describe("Active, Unstable, Disabled, Missing, or another word of Adobe's"),
    statusAt: time.nullable(),
    challengedAt: time.nullable(),
    lastEventAt: time.nullable(),
    journalReadAt: time.nullable(),
    problem: z
      .object({
        kind: z.string(),
        code: z.string().nullable(),
        status: z.number().int().nullable(),
        message: z.string(),
      })
      .nullable(),
    revision: z.number().int(),
  }),
);

const eventRow = z.object({
  id: z.guid(),
  eventId: z.string(),
  via: z.enum(["webhook", "journal"]),
  code: z.string().nullable(),
  kind: z.enum(EVENT_KINDS),
  occurredAt: time.nullable(),
  receivedAt: time,
  alertId: z.guid().nullable(),
});

export const eventPage = z.object({ rows: z.array(eventRow), next: z.string().nullable() });

export const eventView = named(
  "AdobeEvent",
  eventRow.extend({ body: z.string().describe("As it came, letter by letter") }),
);
