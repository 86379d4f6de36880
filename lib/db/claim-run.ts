import "server-only";
import type { Run } from "./runs";
import { prismaOf, type Transaction } from "./transaction";

/**
 * Takes a due run for one worker until `leaseUntil`, when another may take it: so a killed worker loses nothing.
 * null: it has ended, it is not due, or somebody else was quicker.
 */
export async function claimRun(tx: Transaction, id: string, at: Date, leaseUntil: Date): Promise<Run | null> {
  const [row] = await prismaOf(tx).run.updateManyAndReturn({
    where: {
      id,
      status: { in: ["queued", "running", "waiting"] },
      OR: [{ nextAt: null }, { nextAt: { lte: at } }],
    },
    data: { status: "running", nextAt: leaseUntil },
  });
  return (row ?? null) as unknown as Run | null;
}
