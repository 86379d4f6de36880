import "server-only";
import type { ChainProblem } from "@/lib/cmk/audit/chain-problems";
import { chainAlertParams, mergeProblems } from "@/lib/cmk/audit/chain-problems";
import { appendAudit } from "@/lib/db/audit";
import * as chains from "@/lib/db/audit-chains";
import { narrowScope } from "@/lib/db/scope";
import { readWithScope, type Transaction, withScope } from "@/lib/db/transaction";
import * as walking from "@/lib/db/verify-chain";
import { logger } from "@/lib/logger";
import { raiseAlert } from "../alerts/raise-alert";
import { type Context, requirePermission } from "../context";
import { auditActor } from "./audit-actor";
import { type ChainTools, judgeCheckpoint, signCheckpoint } from "./chain-tools";

export type ChainVerdict = { intact: boolean; entries: bigint; done: boolean; problems: ChainProblem[] };

type Options = {
  /** From the first entry that there is, rather than from the last signed checkpoint. */
  full: boolean;
  /** Entries that one look reads; a full one goes on there the next time. */
  most?: number;
  /** Signs the end although something is wrong: whoever operates this console has looked into it. */
  accept?: boolean;
};

const MOST = 200_000;
/** Entries that one transaction reads: it must end long before the database ends it. */
const SLICE = 20_000;
/** What is said of the end of a chain is found anew by every look that gets there. */
const OF_THE_END = ["inserted", "cut-off", "head", "unknown-key", "checkpoint", "rewritten"];

const say = (kind: ChainProblem["kind"], sequence: bigint, until?: bigint): ChainProblem => ({
  kind,
  sequence: String(sequence),
  ...(until === undefined ? {} : { until: String(until) }),
});

type Base = { position: walking.Position; signed: walking.Position | null; problems: ChainProblem[] };

/** Where a look begins: at what was signed last and still is so, else at what is left after the last archive. */
async function baseOf(
  context: Context,
  tools: ChainTools,
  organisationId: string | null,
  full: boolean,
): Promise<Base> {
  const { head, retention } = await readWithScope(context.scope, (tx) =>
    chains.newestCheckpoints(tx, organisationId),
  );
  const problems: ChainProblem[] = [];
  const judged = async (checkpoint: chains.AuditCheckpoint | null): Promise<walking.Position | null> => {
    const state = checkpoint ? await judgeCheckpoint(tools, checkpoint) : "valid";
    if (checkpoint && state !== "valid")
      problems.push(say(state === "invalid" ? "checkpoint" : "unknown-key", checkpoint.sequence));
    return checkpoint && state === "valid" ? { sequence: checkpoint.sequence, hash: checkpoint.hash } : null;
  };
  const floor = (await judged(retention)) ?? walking.CHAIN_START;
  const signed = await judged(head);
  if (!signed || signed.sequence <= floor.sequence) return { position: floor, signed, problems };
  const now = await readWithScope(context.scope, (tx) => walking.hashAt(tx, organisationId, signed.sequence));
  if (now === signed.hash) return { position: full ? floor : signed, signed, problems };
  if (now !== null) problems.push(say("rewritten", signed.sequence));
  return { position: floor, signed, problems };
}

/** What the sealed record of a chain's end, and the last checkpoint, say against where its entries end. */
function judgeEnd(
  chain: chains.AuditChain | null,
  end: walking.Position,
  { position: floor, signed }: Base,
): ChainProblem[] {
  const problems: ChainProblem[] = [];
  const sealed = chain?.headState === "sealed";
  const fresh = chain?.macKeyId === "" && signed === null;
  if (chain && !sealed && !fresh)
    problems.push(say(chain.headState === "foreign-key" ? "unknown-key" : "head", chain.sequence));
  if (!chain && (end.sequence > floor.sequence || signed)) problems.push(say("head", end.sequence));
  const adopted = chain?.adoptedSequence ?? null;
  if (sealed && adopted !== null && signed && signed.sequence < adopted) problems.push(say("head", adopted));
  const known = [sealed ? chain : null, signed].filter((one) => one !== null);
  const furthest = known.reduce((most, { sequence }) => (sequence > most ? sequence : most), 0n);
  if (furthest > end.sequence) problems.push(say("cut-off", end.sequence + 1n, furthest));
  if (sealed && end.sequence > chain.sequence)
    problems.push(say("inserted", chain.sequence + 1n, end.sequence));
  if (sealed && end.sequence === chain.sequence && end.hash !== chain.hash && end.sequence > floor.sequence)
    problems.push(say("rewritten", end.sequence));
  return problems;
}

async function walk(
  context: Context,
  organisationId: string | null,
  from: walking.Position,
  most: number,
  full: boolean,
) {
  let at = from;
  let entries = 0;
  const problems: ChainProblem[] = [];
  for (;;) {
    const slice = await readWithScope(context.scope, async (tx) => {
      const walked = await walking.walkChain(tx, organisationId, at, Math.min(SLICE, most - entries));
      const hidden = full
        ? await walking.findUnsearchable(tx, organisationId, at.sequence + 1n, walked.end.sequence)
        : [];
      // Read in the same snapshot as the last entries: what is written meanwhile is in both or in neither.
      return { ...walked, hidden, chain: await chains.getChain(tx, organisationId) };
    });
    problems.push(...slice.problems, ...slice.hidden);
    entries += slice.entries;
    at = slice.end;
    if (slice.done || entries >= most) return { end: at, problems, done: slice.done, chain: slice.chain };
  }
}

/** Of what was known, that which this look has not looked at again. */
function stillKnown(known: ChainProblem[], from: bigint, to: bigint, done: boolean): ChainProblem[] {
  return known.filter(({ kind, sequence }) => {
    const seen = BigInt(sequence) > from && BigInt(sequence) <= to;
    return !seen && !(done && OF_THE_END.includes(kind));
  });
}

/** An organisation is told of its own chain, once while the alert lives; of the system's own, health and log tell. */
async function alertOf(
  tx: Transaction,
  context: Context,
  organisation: string | null,
  fresh: ChainProblem[],
) {
  const [first] = fresh;
  if (!organisation || !first) return;
  const { organisationId } = narrowScope(context.scope, organisation);
  const what = { source: "audit", kind: "audit-chain", part: null, findingId: null } as const;
  // Adobe does not notice it; what leaders and auditors rely on is gone.
  const weight = { severity: "high", failureClass: "hygiene" } as const;
  await raiseAlert(
    tx,
    { organisationId, now: context.now },
    { ...what, ...weight, params: chainAlertParams(first) },
  );
}

/**
 * Looks whether a chain (null: the system's own) is what was written: every hash, the signed checkpoints, the sealed
 * record of its end. What is wrong is named, kept, written into the chain and logged; where nothing is, the end is
 * signed. Throws FORBIDDEN for people, and what the signing key's vault throws.
 */
export async function verifyChain(
  context: Context,
  tools: ChainTools,
  organisationId: string | null,
  { full, most = MOST, accept = false }: Options,
): Promise<ChainVerdict> {
  requirePermission(context, "watch.record");
  const before = await readWithScope(context.scope, (tx) => chains.getChain(tx, organisationId));
  const base = await baseOf(context, tools, organisationId, full);
  const goesOn =
    full && before?.fullSequence && before.fullHash && before.fullSequence > base.position.sequence;
  const from = goesOn ? { sequence: before.fullSequence ?? 0n, hash: before.fullHash ?? "" } : base.position;
  const { end, problems: found, done, chain } = await walk(context, organisationId, from, most, full);
  const atEnd = done ? judgeEnd(chain, end, base) : [];
  const known = stillKnown(chain?.problems ?? [], from.sequence, end.sequence, done);
  const problems = mergeProblems(known, [...base.problems, ...found, ...atEnd]);
  const fresh = problems.filter(({ kind, sequence }) => {
    return !(chain?.problems ?? []).some((one) => one.kind === kind && one.sequence === sequence);
  });
  const at = context.now();
  const intact = problems.length === 0;
  const signs = done && (intact || accept) && end.sequence > (base.signed?.sequence ?? 0n);
  const marked = { organisationId, kind: "head" as const, ...end, at, archive: null };
  const checkpoint = signs ? await signCheckpoint(tools, marked) : null;
  if (fresh.length > 0)
    logger().error({ organisationId, problems: fresh }, "the audit log was tampered with");
  await withScope(context.scope, async (tx) => {
    if (checkpoint) await chains.saveCheckpoint(tx, checkpoint);
    const { correlationId, actor } = context;
    const entry = { organisationId, at, actor: auditActor(actor), correlationId, subject: "audit" };
    if (fresh.length > 0) {
      await appendAudit(tx, { ...entry, action: "audit.tampering-found", after: { problems: fresh } });
      await alertOf(tx, context, organisationId, fresh);
    }
    if (accept && !intact) await appendAudit(tx, { ...entry, action: "audit.accepted", after: { problems } });
    await chains.saveLook(tx, organisationId, {
      problems,
      ...(done ? { verifiedAt: at, verifiedSequence: end.sequence } : {}),
      ...(full ? { fullSequence: done ? null : end.sequence, fullHash: done ? null : end.hash } : {}),
      ...(full && done ? { fullVerifiedAt: at } : {}),
    });
  });
  return { intact, entries: end.sequence, done, problems };
}
