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

export type CareTicket = {
  id: string; // E-000123456
  imsOrgId: string | null;
  subject: string;
  body: string;
  keyIdentifier: string | null;
  filedAt: string;
  answers: { at: string; text: string; confirms: boolean }[];
};
