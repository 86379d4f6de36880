import type { FactChange } from "../findings/fact-changes";
import type { FindingContent } from "../findings/finding";
import type { PartId } from "../parts";
import type { OrganisationView } from "../views";
import type { CheckDefinition, CheckResult } from "./check";
import type { VerificationRunView } from "./verification-run";

/** A check of the catalogue, without its rule. */
export type CheckView = Omit<CheckDefinition, "judge">;

/** What stands open about a check, since when. Times are ISO 8601. */
export type OpenFindingView = Pick<FindingContent, "severity"> & {
  id: string;
  openedAt: string;
  regression: boolean;
  flapping: boolean;
};

/** One check of an organisation, as the newest facts have it. */
export type CheckedRow = CheckResult & { finding: OpenFindingView | null; exceptionUntil: string | null };

export type VerificationPart = {
  part: PartId;
  /** False until the part was complete once: what is missing before is set-up, not alarm. */
  watched: boolean;
  rows: CheckedRow[];
};

export type VerificationView = {
  organisation: OrganisationView;
  parts: VerificationPart[];
  /** When the oldest fact that a check rests on was last seen. */
  verifiedAt: string | null;
  /** The newest verification that somebody asked for. */
  run: VerificationRunView | null;
};

/** One check in one organisation, with what changed of the facts it rests on, newest first. */
export type OrganisationCheckView = {
  organisation: OrganisationView;
  check: CheckView;
  parts: {
    part: PartId;
    watched: boolean;
    row: CheckedRow;
    changes: FactChange[];
    /** How its owner mends it, as Azure CLI commands; null: by a plan, by judgement, or not needed. */
    script: string | null;
  }[];
};
