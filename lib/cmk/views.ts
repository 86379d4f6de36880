import type { AzureCloudId } from "./azure-clouds";
import type { Fit } from "./candidates";
import type { Choices, CompleteChoices } from "./choices";
import type { ComparedChange } from "./compare-plan";
import type { OrganisationVerdict } from "./compliance";
import type { DecodingView } from "./decode/decoded-view";
import type { ApprovalFacts, Standing } from "./door/approval";
import type { Door } from "./door/door";
import type { FailureCause } from "./door/failure-causes";
import type { Policy } from "./door/policy";
import type { PolicyTerms } from "./door/terms";
import type { KeyFacts, PartFacts, VaultFacts, VendorFailure } from "./facts";
import type { OrganisationFacts, StatementFacts } from "./input";
import type { KeyLifeClock } from "./key-life/clock";
import type { KeyLife } from "./key-life/key-life";
import type { MaintenanceAction } from "./key-life/maintenance";
import type { PolicyVariant } from "./key-life/proposal";
import type { LateCauses } from "./late-causes";
import type { NetworkView } from "./network/network-view";
import type { PartId, StepKey } from "./parts";
import type { Role } from "./permissions";
import type { Permitted } from "./permitted";
import type { Plan } from "./plan";
import type { PartState, StepState } from "./progress";
import type { Recovery } from "./recovery/recovery-view";
import type { ScriptFormat } from "./script-formats";
import type { OpenTicket } from "./ticket-age";

/** What verbs answer, the API sends and pages draw. Times are ISO 8601. No secrets in any of them. */

export type OrganisationView = OrganisationFacts & {
  id: string;
  revision: number;
  createdAt: string;
  updatedAt: string;
  /** The client id of the stored Adobe credential, when it was saved and the day it ends, as said; never its secret. */
  adobeCredential: { clientId: string; savedAt: string; endsOn: string | null } | null;
  /** The roles that the signed-in person holds in this organisation. */
  roles: Role[];
};

export type RunView = {
  id: string;
  part: PartId;
  status: "queued" | "running" | "waiting" | "succeeded" | "failed" | "cancelled";
  currentStep: StepKey | null;
  startedByName: string;
  createdAt: string;
  updatedAt: string;
  /** When the worker looks again, while waiting. */
  nextAt: string | null;
  /** Why it stopped, as a message key of `runs`; null while all is well. */
  problem: string | null;
};

/** A request to send the key, without the ids of people; `mine`: the signed-in person made it. */
export type ApprovalView = Omit<ApprovalFacts, "requestedBy" | "decidedBy" | "terms"> & { mine: boolean };

/** The one-way door as it stands, and the newest request to pass it. */
export type DoorView = Door & { approval: ApprovalView | null };

/** What the organisation asks of itself: as saved, as it holds now, and whether a submission is pending. */
export type PolicyView = Policy & { inForce: PolicyTerms; pending: boolean };

export type SetupView = {
  organisation: OrganisationView;
  parts: [PartState, PartState]; // AEP, CJA
  /** True only when both parts are complete. */
  covered: boolean;
  runs: Partial<Record<PartId, RunView>>; // newest of each part
  /** The request to send the key, while somebody has to decide, time has to pass, or it may be used; else null. */
  approval: { request: ApprovalView; standing: Standing } | null;
  /** What ends first in each part, and when. */
  clocks: Record<PartId, KeyLifeClock>;
};

export type StepView = {
  organisation: OrganisationView;
  step: StepState;
  /** What was saved, what would be suggested, and both together; with the revision to send back. */
  choices: {
    saved: Choices;
    suggested: CompleteChoices;
    complete: CompleteChoices;
    revision: number;
    /** Adobe has the key: another one is not a matter of choosing any more. */
    closed: boolean;
  };
  /** Which of Azure's clouds: a pasted address must be of that one. */
  cloud: AzureCloudId;
  facts: PartFacts;
  statements: StatementFacts[]; // of this step, newest last
  /** What applying would do now; null when it was not planned (stored view) or the step has no plans. */
  plan: Plan | null;
  /** The same plan as texts to run elsewhere; null when it was not planned or nothing has to change. */
  scripts: Record<ScriptFormat, string> | null;
  /** What the plan needs, and whether the signed-in person holds it; null when it was not planned. */
  permitted: Permitted[] | null;
  /** Address that grants consent to Adobe's app, locked to the vault's tenant; app steps only. */
  consentUrl: string | null;
  /** Who reaches the vault; vault step only, once the vault was seen. */
  network?: NetworkView | null;
  /** Text for Customer Care, with the key's address; ticket step only. */
  ticketText: string | null;
  /** The ticket that waits for Customer Care, with what to do about it; confirmation step only. */
  openTicket: OpenTicket | null;
  /** What a failed step failed of, decoded; null for every other outcome. */
  decoding: DecodingView | null;
  /** A vault that was deleted, and what recovery does not bring back, with scripts for it; vault step only. */
  recovery: (Recovery & { scripts: Record<ScriptFormat, string> | null }) | null;
  /** What stands between the plan and its being sent; submit step only. */
  door: DoorView | null;
  /** Why Adobe may have failed, likeliest first; empty while it has not. Submit and enablement only. */
  causes: FailureCause[];
  /** What to look at once a wait is over its window, by what the checks say; null while nothing is late. */
  late: LateCauses | null;
  /** How long the key lives; key steps only. */
  keyLife: KeyLife | null;
  lastAttempt: {
    status: string;
    startedByName: string;
    startedAt: string;
    endedAt: string | null;
    planHash: string | null;
  } | null;
  checkedAt: string | null;
};

/** What was last applied at a step beside what was read back since; `applied` is null when nothing was. */
export type StepResultView = {
  applied: { at: string; byName: string; planHash: string } | null;
  rows: ComparedChange[];
};

export type VaultCandidate = Fit & { vault: VaultFacts; keyCount: number | null };
export type KeyCandidate = Fit & { key: KeyFacts };

export type PartPlanView = {
  part: PartId;
  plan: Plan;
  /** The same plan as texts to run elsewhere; null when nothing has to change. */
  scripts: Record<ScriptFormat, string> | null;
  permitted: Permitted[] | null;
};

export type KeyLifeView = { part: PartId; keyLife: KeyLife };

/** The preview of a change to a key that is in use: a plan of its own kind, never part of "apply all". */
export type MaintenanceView = KeyLifeView & {
  kind: "maintenance";
  action: MaintenanceAction;
  variant: PolicyVariant | null;
  plan: Plan;
  scripts: Record<ScriptFormat, string> | null;
  permitted: Permitted[] | null;
};

/** What came of it; `failure` is the vendor's, when it refused. */
export type MaintenanceResult = KeyLifeView & { failure: VendorFailure | null };

export type ConnectionTest = {
  /** One row per thing asked, in order. */
  results: {
    id: "adobe-token" | "adobe-permission" | "azure-subscription" | "azure-tenant" | "azure-reader";
    state: "passed" | "failed" | "unknown";
    detail: string | null;
  }[];
  at: string;
};

export type ComplianceRow = OrganisationVerdict & {
  id: string;
  name: string;
  imsOrgId: string;
  shield: OrganisationFacts["shield"];
  cjaBought: boolean;
  parts: { part: PartId; status: PartState["status"]; done: number; total: number }[];
  /** The earliest moment at which anything in either part ends; null when nothing is known to. */
  endsAt: string | null;
};

/** One organisation as stored and as observed, for support. */
export type ConfigurationView = {
  organisation: OrganisationView;
  parts: {
    part: PartId;
    choices: CompleteChoices;
    saved: Choices;
    facts: PartFacts;
    statements: StatementFacts[];
    network?: NetworkView | null;
    state: PartState;
    keyLife: KeyLife;
  }[];
  verdict: OrganisationVerdict;
  /** The moment it is of; null: now. */
  at: string | null;
};

export type AuditRow = {
  id: string;
  /** null: the system's own chain. */
  organisation: { id: string; name: string } | null;
  sequence: string;
  at: string;
  actorKind: "user" | "system";
  actorId: string | null;
  actorName: string;
  action: string;
  subject: string;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
  correlationId: string | null;
  hash: string;
};

export type Page<Row> = { rows: Row[]; next: string | null; total: number | null };
