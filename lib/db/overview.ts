import "server-only";
import type { Choices } from "@/lib/cmk/choices";
import type { PartFacts, VendorFailure } from "@/lib/cmk/facts";
import type { StatementFacts } from "@/lib/cmk/input";
import type { Waiting } from "@/lib/cmk/outcome";
import type { PartId, StepKey } from "@/lib/cmk/parts";
import type { AttemptStatus } from "./attempts";
import type { Organisation } from "./organisations";
import type { Run } from "./runs";

export type AttemptSummary = {
  id: string;
  status: AttemptStatus;
  planHash: string;
  startedByName: string;
  startedAt: string;
  endedAt: string | null;
  failure: VendorFailure | null;
  /** What it ended in, when it ended in a wait. */
  wait?: Waiting | null;
};

/** What the rules need of one part, as stored. Times are ISO 8601. */
export type PartOverview = {
  part: PartId;
  choices: Choices;
  revision: number;
  facts: PartFacts;
  /** Statements that stand, oldest first. */
  statements: StatementFacts[];
  /** The newest attempt of every step that had one. */
  attempts: Partial<Record<StepKey, AttemptSummary>>;
  /** Steps on which an attempt is running, with the time it began. */
  running: Partial<Record<StepKey, string>>;
  /** How the newest attempt of a step failed, when it did. */
  failures: Partial<Record<StepKey, VendorFailure>>;
  /** What the newest attempt of a step ended in, when that was a wait. */
  waits?: Partial<Record<StepKey, Waiting>>;
  run:
    | (Pick<Run, "id" | "status" | "currentStep" | "startedByName" | "planHash" | "message"> & {
        createdAt: string;
        updatedAt: string;
        nextAt: string | null;
      })
    | null;
};

/** All that is stored about one organisation's setup, enough to compute its status. */
export type OrganisationOverview = {
  organisation: Organisation;
  adobeCredential: { clientId: string; savedAt: string; endsOn: string | null } | null;
  /** How Adobe said that the registration of its event feed stands; null: it was never asked. */
  eventFeed?: { status: string | null; at: string } | null;
  parts: Record<PartId, PartOverview>;
};
