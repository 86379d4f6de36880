import "server-only";
import { judgeChecks } from "@/lib/cmk/checks/judge-checks";
import { changeOf, contentOf } from "@/lib/cmk/findings/finding";
import { nextStanding } from "@/lib/cmk/findings/standing";
import { wasComplete } from "@/lib/cmk/progress";
import type { WatchedPart } from "@/lib/db/watched";
import { type Looked, seenNow } from "../setup/look-at-step";
import type { SetupState } from "../setup/setup-state";
import { refusalChanges } from "./keep-refusals";
import { beginsToFlap } from "./record-checks";

/**
 * Whether neither recordChecks nor keepRefusals would write anything after this look, judged against what was stored when it began. What somebody
 * else recorded since is seen by the next look: nothing is lost by leaving this one out.
 */
export function isCalm(setup: SetupState, stored: WatchedPart, looked: Looked, now: string): boolean {
  const { part, facts } = looked;
  const { kept, ended } = refusalChanges(facts, looked);
  if (kept.length + ended.length > 0) return false;
  const input = { ...seenNow(setup, part, facts).inputs[part], now };
  if (!wasComplete(input) && stored.standings.size === 0) return true;
  return judgeChecks(input).every((result) => {
    const before = stored.standings.get(result.check) ?? null;
    const { standing, turn } = nextStanding(before, result, now);
    if (standing === null) return true;
    if (standing !== before || turn === "closes") return false;
    if (turn === "none") return true;
    const finding = stored.open.get(result.check);
    return finding && changeOf(finding, contentOf(result)) === null && !beginsToFlap(finding, standing);
  });
}
