import "server-only";
import type { CheckResult } from "@/lib/cmk/checks/check";
import type { CheckId } from "@/lib/cmk/checks/check-ids";
import { changeOf, contentOf, isAlerting, REGRESSION_DAYS } from "@/lib/cmk/findings/finding";
import { isFlapping, nextStanding, type Standing, type Turn } from "@/lib/cmk/findings/standing";
import type { PartId } from "@/lib/cmk/parts";
import { listLiveExceptions } from "@/lib/db/check-exceptions";
import { listStandings, lockWatching, saveStandings } from "@/lib/db/check-standings";
import * as findings from "@/lib/db/findings";
import type { Transaction } from "@/lib/db/transaction";
import { raiseAlert } from "../alerts/raise-alert";
import { settleAlert } from "../alerts/settle-alert";
import type { OrganisationContext } from "../context";
import { WATCHER } from "./watcher";

export type Watching = Pick<OrganisationContext, "organisationId" | "now" | "actor">;

const DAY_MS = 86_400_000;

type Step = {
  tx: Transaction;
  context: Watching;
  result: CheckResult;
  standing: Standing;
  open: findings.Finding | undefined;
  excepted: boolean;
};

async function alert({ tx, context, result, excepted }: Step, findingId: string): Promise<void> {
  if (excepted || !isAlerting(result)) return;
  const { check: kind, part, severity, failureClass, reason, observed } = result;
  const params = { ...reason?.params, reason: reason?.key ?? "", observed: observed ?? "" };
  await raiseAlert(tx, context, {
    source: "finding",
    kind,
    part,
    severity,
    failureClass,
    params,
    findingId,
  });
}

async function open(step: Step): Promise<void> {
  const { tx, context, result } = step;
  const address = { organisationId: context.organisationId, part: result.part, checkId: result.check };
  const at = context.now();
  const since = new Date(at.getTime() - REGRESSION_DAYS * DAY_MS);
  const regression = await findings.wasClosedSince(tx, address, since);
  const made = await findings.createFinding(tx, {
    ...address,
    regression,
    openedAt: at,
    ...contentOf(result),
  });
  const kind = regression ? "regressed" : "opened";
  await findings.addFindingEvent(tx, made, { at, kind, actorName: WATCHER, detail: contentOf(result) });
  await alert(step, made.id);
}

/** Whether an open finding goes back and forth, and is not marked so yet. */
export function beginsToFlap({ flapping }: Pick<findings.Finding, "flapping">, standing: Standing): boolean {
  return isFlapping(standing) && !flapping;
}

async function change(step: Step, finding: findings.Finding): Promise<void> {
  const { tx, context, result, standing } = step;
  const after = contentOf(result);
  const { severity, failureClass, observed, reason } = finding;
  const before = { severity, failureClass, observed, reason };
  const flaps = beginsToFlap(finding, standing);
  const kind = changeOf(before, after) ?? (flaps ? "flapping" : null);
  if (kind === null) return;
  await findings.changeFinding(tx, finding.id, { ...after, ...(flaps ? { flapping: true } : {}) });
  const at = context.now();
  await findings.addFindingEvent(tx, finding, { at, kind, actorName: WATCHER, detail: { before, after } });
  // What is for information now is nobody's alarm any more.
  if (isAlerting(after)) await alert(step, finding.id);
  else await settleAlert(tx, context, finding.id);
}

async function close({ tx, context, result }: Step, finding: findings.Finding): Promise<void> {
  const at = context.now();
  await findings.closeFinding(tx, finding.id, at);
  const detail = { observed: result.observed };
  await findings.addFindingEvent(tx, finding, { at, kind: "closed", actorName: WATCHER, detail });
  await settleAlert(tx, context, finding.id);
}

async function take(step: Step, turn: Turn): Promise<void> {
  const { open: finding } = step;
  if (turn === "closes") return finding ? close(step, finding) : undefined;
  if (turn === "opens" || turn === "changes") return finding ? change(step, finding) : open(step);
}

/**
 * Takes what the checks of one part say into its findings, in the caller's transaction: opens, changes and closes
 * them, and raises and settles their alerts. What stands as it stood writes nothing. `begin`: the part was complete
 * once; until then set-up is in progress, and nothing of it is an alarm.
 */
export async function recordChecks(
  tx: Transaction,
  context: Watching,
  part: PartId,
  results: readonly CheckResult[],
  begin: boolean,
): Promise<void> {
  const { organisationId } = context;
  await lockWatching(tx, organisationId);
  const now = context.now().toISOString();
  const standings = await listStandings(tx, organisationId, part);
  if (!begin && standings.size === 0) return;
  const opened = new Map(
    (await findings.listOpenFindings(tx, organisationId, part)).map((finding) => [finding.checkId, finding]),
  );
  const excepted = new Set(
    (await listLiveExceptions(tx, organisationId, part, context.now())).map(({ checkId }) => checkId),
  );
  const changed = new Map<CheckId, Standing>();
  for (const result of results) {
    const before = standings.get(result.check) ?? null;
    const { standing, turn } = nextStanding(before, result, now);
    if (standing === null) continue;
    if (standing !== before) changed.set(result.check, standing);
    const finding = opened.get(result.check);
    await take({ tx, context, result, standing, open: finding, excepted: excepted.has(result.check) }, turn);
  }
  await saveStandings(tx, organisationId, part, changed);
}
