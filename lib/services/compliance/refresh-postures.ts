import "server-only";
import type { Windows } from "@/lib/cmk/windows";
import { heldSince } from "@/lib/db/compliance/held-since";
import {
  areThereStalePostures,
  returnPostures,
  savePostures,
  takeStalePostures,
} from "@/lib/db/compliance/postures";
import { listOverview } from "@/lib/db/list-overview";
import { readWithScope, withScope } from "@/lib/db/transaction";
import type { Context } from "../context";
import { judgeOverview } from "./judge-overview";

/** Time alone can turn a verdict: a role's window passes, a key expires. So each is worked out this often at least. */
const LONGEST_MS = 10 * 60_000;
const BATCH = 200;

/**
 * Works out the verdicts of organisations in scope about which something has changed, at most `most`, and keeps from
 * when to when each held. Returns how many. Anybody who may read them may bring them up to date: the rules decide.
 */
export async function refreshPostures(
  context: Pick<Context, "scope" | "now"> & { windows: Windows },
  most = BATCH,
): Promise<number> {
  let done = 0;
  while (done < most) {
    const limit = Math.min(BATCH, most - done);
    const judgedBefore = new Date(context.now().getTime() - LONGEST_MS);
    if (!(await areThereStalePostures(context.scope, judgedBefore))) break;
    const ids = await withScope(context.scope, (tx) => takeStalePostures(tx, { limit, judgedBefore }));
    if (ids.length === 0) break;
    try {
      const at = context.now();
      const judging = { now: at.toISOString(), ...context.windows };
      const [found, held] = await readWithScope(context.scope, async (tx) => [
        await listOverview(tx, { ids, limit: BATCH }),
        await heldSince(tx, ids),
      ]);
      const judged = found.rows.map((overview) => judgeOverview(overview, judging).posture);
      const rows = judged.map((row) => ({
        ...row,
        heldSince: held.get(row.organisationId) ?? row.heldSince,
      }));
      await withScope(context.scope, (tx) => savePostures(tx, rows, at));
    } catch (error) {
      await withScope(context.scope, (tx) => returnPostures(tx, ids));
      throw error;
    }
    done += ids.length;
    if (ids.length < limit) break;
  }
  return done;
}
