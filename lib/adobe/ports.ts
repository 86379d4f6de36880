import "server-only";
import type { ConfigFacts, RegistrationFacts } from "@/lib/cmk/facts";
import type { Operation } from "@/lib/cmk/plan";

/** Adobe's customer-managed-key API, for one organisation. Every method may throw a VendorError. */
export type AdobeClient = {
  /** Answers only to a credential with the permission Manage Customer Managed Key. */
  getAppRegistration(): Promise<RegistrationFacts>;
  /** null when Adobe knows no configuration of this name; the name is case-sensitive. */
  getConfig(name: string): Promise<ConfigFacts | null>;
  submitKey(operation: Extract<Operation, { op: "submit-key" }>): Promise<ConfigFacts>;
};

/** A registration of I/O Events. `journalUrl`: where its journal is read; null when Adobe names no place of its own. */
export type EventRegistration = { status: string; journalUrl: string | null; webhookUrl: string | null };

/** One page of a journal. `next`: where to go on, also when there was nothing; null when Adobe does not say. */
export type JournalPage = { events: unknown[]; next: string | null; retryAfterSeconds: number | null };

export type RegistrationIds = {
  consumerOrgId: string;
  projectId: string;
  workspaceId: string;
  registrationId: string;
};

/** Adobe I/O Events, for one organisation's credential. Every method may throw a VendorError. */
export type AdobeEventsClient = {
  /** null when there is none of these ids. */
  getRegistration(ids: RegistrationIds): Promise<EventRegistration | null>;
  /** `url`: a registration's journal or the `next` of a page. VendorError absent: its position has expired. */
  readJournal(url: string): Promise<JournalPage>;
};
