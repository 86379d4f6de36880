import type { CheckResult } from "../../cmk/checks/check";
import type { Framework } from "../../cmk/checks/mappings";
import type { OrganisationVerdict } from "../../cmk/compliance";
import type { ExceptionState } from "../../cmk/exceptions/exception";
import type { PartId } from "../../cmk/parts";
import type { PartState } from "../../cmk/progress";

export type Words = {
  t(key: string, params?: Record<string, string | number>): string;
  has(key: string): boolean;
};
export type Time = Date | string;

export type Judged = CheckResult & { mappings: readonly { framework: Framework; control: string }[] };

/** What the summary of an evidence pack tells; times are dates or ISO 8601. */
export type EvidenceSummary = {
  organisation: {
    name: string;
    imsOrgId: string;
    azureTenantId: string;
    azureSubscriptionId: string;
    region: string;
  };
  moment: string;
  verdict: OrganisationVerdict;
  parts: { part: PartId; state: PartState; checks: Judged[] }[];
  statements: {
    part: PartId;
    step: string;
    reference: string;
    statedByName: string;
    statedAt: Time;
    withdrawnAt: Time | null;
  }[];
  approvals: {
    part: PartId;
    status: string;
    requestedByName: string;
    requestedAt: Time;
    decidedByName: string | null;
    decidedAt: Time | null;
  }[];
  findings: {
    part: PartId;
    checkId: string;
    status: string;
    severity: string;
    openedAt: Time;
    closedAt: Time | null;
  }[];
  exceptions: {
    part: PartId;
    checkId: string;
    state: ExceptionState;
    ownerName: string;
    reason: string;
    expiresAt: Time;
  }[];
};

export type Options = {
  words: Words;
  locale: string;
  madeAt: Date;
  audit: { entries: number; firstSequence: string | null; headHash: string };
};
