import type { ActivityRow } from "./activity";
import {
  type Attributable,
  type LogState,
  matchActivity,
  type Unattributed,
  whyUnattributed,
} from "./match-activity";

/** Who may have caused a finding: what the logs have, likeliest first, or why they have nothing. */
export type Attribution = { causes: ActivityRow[]; missing: Unattributed[] };

const MOST = 5;

/** The attribution of one finding, from what is stored of the logs of its part. */
export function attribute(
  finding: Attributable,
  rows: readonly ActivityRow[],
  logs: readonly LogState[],
): Attribution {
  const causes = matchActivity(finding, rows).slice(0, MOST);
  return { causes, missing: causes.length > 0 ? [] : whyUnattributed(finding, logs) };
}
