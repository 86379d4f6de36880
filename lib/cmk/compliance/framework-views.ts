import type { CheckId } from "../checks/check-ids";
import type { CheckedRow } from "../checks/check-views";
import type { Framework } from "../checks/mappings";
import type { ControlState } from "./frameworks";

/** In how many organisations a control stands how. */
export type StateCounts = Record<ControlState, number>;

export type FrameworkSummary = {
  framework: Framework;
  /** Controls that CMK checks are evidence for, and how many of them are met wherever they are watched. */
  controls: number;
  met: number;
  notMet: number;
  unseen: number;
};

export type FrameworksView = {
  frameworks: FrameworkSummary[];
  organisations: number;
  watched: number;
  asOf: string;
};

export type FrameworkView = {
  framework: Framework;
  controls: { id: string; checks: CheckId[]; counts: StateCounts }[];
  unmapped: CheckId[];
  organisations: { id: string; name: string; counts: StateCounts; verifiedAt: string | null }[];
  total: number;
  page: number;
  asOf: string;
};

/** One organisation under one framework, with the evidence of every control. */
export type OrganisationFrameworkView = {
  organisation: { id: string; name: string };
  framework: Framework;
  controls: { id: string; state: ControlState; evidence: CheckedRow[] }[];
  unmapped: CheckId[];
  asOf: string;
};
