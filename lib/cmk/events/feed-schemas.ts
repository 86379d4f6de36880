import { z } from "zod";
import type { OrganisationView } from "../views";
import type { EventKind } from "./adobe-event";

/** Ids as Developer Console writes them: letters, digits and hyphens. They become parts of addresses. */
const id = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9-]{1,64}$/, "adobe-id");

export const feedIdsSchema = z.object({
  consumerOrgId: id,
  projectId: id,
  workspaceId: id,
  registrationId: id,
  revision: z.number().int().min(0),
});
export type FeedIds = z.infer<typeof feedIdsSchema>;

/** `replaces`: the address that is replaced, by when it was made; null: there is none yet. */
export const newAddressSchema = z.object({ replaces: z.iso.datetime().nullable() });

/** Why the last look at the registration or the journal did not come to an end. */
export type FeedProblem = { kind: string; code: string | null; status: number | null; message: string };

/** Times are ISO 8601. */
export type FeedView = {
  organisation: OrganisationView;
  /** For those who manage it alone; null: not yet made, or not theirs to see. */
  address: string | null;
  addressMadeAt: string | null;
  clientId: string | null;
  consumerOrgId: string | null;
  projectId: string | null;
  workspaceId: string | null;
  registrationId: string | null;
  status: string | null;
  statusAt: string | null;
  challengedAt: string | null;
  lastEventAt: string | null;
  journalReadAt: string | null;
  problem: FeedProblem | null;
  revision: number;
};

export const eventFilterSchema = z.object({ cursor: z.string().max(500).optional() });

export type EventRow = {
  id: string;
  eventId: string;
  /** webhook, or journal where only the journal had it. */
  via: "webhook" | "journal";
  code: string | null;
  kind: EventKind;
  occurredAt: string | null;
  receivedAt: string;
  alertId: string | null;
};

export type EventView = EventRow & { body: string };

export type EventPage = { rows: EventRow[]; next: string | null };
