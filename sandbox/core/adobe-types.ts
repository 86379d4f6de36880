import type { Guid } from "./types";

export type AdobeCredential = {
  clientId: string;
  clientSecret: string;
  imsOrgId: string;
  displayName: string;
  permissions: string[]; // "Manage Customer Managed Key"
};

export type AdobeOrg = {
  imsOrgId: string;
  name: string;
  region: string; // va7, nld2, aus5
  shield: "healthcare" | "privacy-security" | "none";
  cmkAppId: Guid; // the multi-tenant application made for this organisation
};

export type CmkStatus = "RUNNING" | "UPDATE_EXISTING_RESOURCES" | "COMPLETED" | "FAILED";

export type CmkConfig = {
  id: string;
  imsOrgId: string;
  name: string;
  keyVaultUri: string;
  keyName: string;
  keyVersion: string;
  keyVaultKeyIdentifier: string;
  status: CmkStatus;
  submittedAt: string;
  stageChangedAt: string;
  /** Why Adobe's own test failed; never in an answer, only on the control page. */
  failure: string | null;
};

/** One event in a registration's journal. Positions only grow; events leave it after seven days. */
export type JournalEntry = { position: number; at: string; event: Record<string, unknown> };

/** A registration of I/O Events: where an organisation's events go. */
export type EventRegistration = {
  registrationId: string;
  imsOrgId: string;
  clientId: string;
  consumerOrgId: string;
  projectId: string;
  workspaceId: string;
  integrationId: string;
  name: string;
  /** null until somebody has entered an address in Developer Console. */
  webhookUrl: string | null;
  /** Pending: the address did not answer its challenge yet. */
  status: "Pending" | "Active" | "Unstable" | "Disabled";
  journal: JournalEntry[];
  lastPosition: number;
  /** What Adobe's monitor said last of the organisation's key; null: all is well. */
  saidOfKey: string | null;
  /** Opening Adobe's validation address with this makes it active. */
  validation: { challenge: string; until: string } | null;
};

/** One event on its way to a webhook. `answer`: what the last attempt met. */
export type EventDelivery = {
  id: string;
  registrationId: string;
  eventId: string;
  code: string;
  body: string;
  at: string;
  dueAt: string;
  attempts: number;
  status: "waiting" | "delivered" | "refused" | "dropped";
  answer: string | null;
};

/** Adobe I/O Events. Left out in states that were stored before there was any. */
export type EventsState = {
  eventRegistrations?: EventRegistration[];
  eventDeliveries?: EventDelivery[];
  /** The two keys that I/O Events signs with: private, as PKCS#8 PEM. */
  eventKeys?: { id: string; privateKey: string }[];
};

export type CareTicket = {
  id: string; // E-000123456
  imsOrgId: string | null;
  subject: string;
  body: string;
  keyIdentifier: string | null;
  filedAt: string;
  answers: { at: string; text: string; confirms: boolean }[];
};
