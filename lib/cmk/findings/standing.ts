import type { CheckResult, CheckState } from "../checks/check";

/** The state that a check is settled in, and the one that it may be turning to. Times are ISO 8601. */
export type Standing = {
  state: Exclude<CheckState, "unknown">;
  since: string;
  turningTo: "pass" | null;
  turningSince: string | null;
  /** How often it turned within a day of the last turn. */
  turnsInADay: number;
  lastTurnAt: string | null;
};

/** What one look does to a check's finding. */
export type Turn = "none" | "opens" | "closes" | "changes";

/** A check that turned more often than this within a day is flapping: it closes only when it was quiet for an hour. */
export const MOST_TURNS_IN_A_DAY = 3;
const DAY_MS = 86_400_000;
const QUIET_MS = 3_600_000;

const isBad = (state: CheckState) => state === "fail" || state === "warn";

/** Whether a check goes back and forth. */
export function isFlapping(standing: Pick<Standing, "turnsInADay">): boolean {
  return standing.turnsInADay > MOST_TURNS_IN_A_DAY;
}

function turned(before: Standing, state: Standing["state"], at: string): Standing {
  const lately = before.lastTurnAt !== null && Date.parse(at) - Date.parse(before.lastTurnAt) < DAY_MS;
  return {
    state,
    since: at,
    turningTo: null,
    turningSince: null,
    turnsInADay: lately ? before.turnsInADay + 1 : 1,
    lastTurnAt: at,
  };
}

/**
 * Where a check stands after one more look. A failure that was seen counts at once; a pass counts when a second look
 * confirms it, so that nothing closes by chance; what could not be seen changes nothing. `null` before: never judged.
 */
export function nextStanding(
  before: Standing | null,
  result: Pick<CheckResult, "state" | "at">,
  now: string,
): { standing: Standing | null; turn: Turn } {
  const { state } = result;
  if (state === "unknown") return { standing: before, turn: "none" };
  const at = result.at ?? now;
  const fresh = { turningTo: null, turningSince: null };
  if (before === null) {
    const standing = { state, since: at, ...fresh, turnsInADay: 0, lastTurnAt: null };
    return { standing, turn: isBad(state) ? "opens" : "none" };
  }
  if (isBad(state)) {
    if (!isBad(before.state)) return { standing: turned(before, state, at), turn: "opens" };
    const same = before.state === state && before.turningTo === null;
    return { standing: same ? before : { ...before, state, ...fresh }, turn: "changes" };
  }
  if (!isBad(before.state)) return { standing: before, turn: "none" };
  if (before.turningSince === null)
    return { standing: { ...before, turningTo: "pass", turningSince: at }, turn: "none" };
  const quiet = Date.parse(at) - Date.parse(before.turningSince);
  if (quiet <= 0 || (isFlapping(before) && quiet < QUIET_MS)) return { standing: before, turn: "none" };
  return { standing: turned(before, "pass", at), turn: "closes" };
}
