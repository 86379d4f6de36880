import "server-only";
import { assembleInputs } from "@/lib/cmk/assemble-input";
import { judgeChecks } from "@/lib/cmk/checks/judge-checks";
import { CHECKS } from "@/lib/cmk/checks/registry";
import { judgeOrganisation } from "@/lib/cmk/compliance";
import { exceptionState } from "@/lib/cmk/exceptions/exception";
import { PART_IDS } from "@/lib/cmk/parts";
import { evaluatePart } from "@/lib/cmk/progress";
import * as rows from "@/lib/db/evidence-rows";
import { getOverviewAt } from "@/lib/db/overview-at";
import { listRemembered } from "@/lib/db/remembered";
import type { Transaction } from "@/lib/db/transaction";
import type { OrganisationContext } from "../context";
import { WATCHER } from "../watch/watcher";

/** Everything that is known of an organisation as of a moment, and what the rules make of it. */
export type Evidence = Awaited<ReturnType<typeof gatherEvidence>>;

/**
 * Reads an organisation as it was at `moment` and judges it by the rules of today: what was stored later is left out,
 * what was changed later is taken back. One transaction, so all of it is one state. Throws NOT_FOUND.
 */
export async function gatherEvidence(
  tx: Transaction,
  context: Pick<OrganisationContext, "organisationId" | "windows">,
  moment: Date,
) {
  const { organisationId, windows } = context;
  const { overview, observations } = await getOverviewAt(tx, organisationId, moment);
  const remembered = await listRemembered(tx, organisationId, moment);
  const stored = {
    aep: { ...overview.parts.aep, remembered: remembered.aep },
    cja: { ...overview.parts.cja, remembered: remembered.cja },
  };
  const inputs = assembleInputs(overview.organisation, stored, { now: moment.toISOString(), ...windows });
  const exceptions = await rows.listExceptionsAt(tx, organisationId, moment);
  const parts = PART_IDS.map((part) => ({
    part,
    choices: inputs[part].choices,
    state: evaluatePart(inputs[part]),
    checks: judgeChecks(inputs[part]).map((result) => ({
      ...result,
      mappings: CHECKS.find(({ id }) => id === result.check)?.mappings ?? [],
    })),
    facts: observations
      .filter((observation) => observation.part === part)
      .map(({ subject, source, facts, firstObservedAt, lastObservedAt }) => ({
        subject,
        source,
        firstObservedAt,
        lastObservedAt,
        ...facts,
      })),
  }));
  return {
    organisation: overview.organisation,
    moment: moment.toISOString(),
    verdict: judgeOrganisation(parts.map(({ state }) => state)),
    parts,
    attempts: PART_IDS.flatMap((part) =>
      Object.entries(overview.parts[part].attempts).map(([step, attempt]) => ({ step, ...attempt })),
    ),
    statements: await rows.listStatementsAt(tx, organisationId, moment),
    approvals: await rows.listApprovalsAt(tx, organisationId, moment),
    findings: await rows.listFindingsAt(tx, organisationId, moment),
    exceptions: exceptions.map((row) => ({ ...row, state: exceptionState(row, moment, WATCHER) })),
    answers: await rows.listAnswersAt(tx, organisationId, moment),
    audit: await rows.auditExtract(tx, organisationId, moment),
  };
}
