import "server-only";
import type { PgBoss } from "pg-boss";
import { sendTo } from "@/lib/db/queue";
import { buildWideSystemContext } from "@/lib/server/build-context";
import { findDueStreams } from "@/lib/services/audit/run-stream";
import { claimChains } from "@/lib/services/audit/verify-due-chains";
import { chainIntervals } from "./chain-intervals";

/** Chains that one sweep takes, and streams that one sweep queues. */
const MOST_CHAINS = 10;
const MOST_STREAMS = 200;

/** Chains of the audit log that are due for a look, and streams that have something to send. */
export const AUDIT_SWEEPS = {
  chains: {
    everySeconds: 30,
    run: async (queue: PgBoss) => {
      for (const id of await claimChains(await buildWideSystemContext(), chainIntervals(), MOST_CHAINS))
        await sendTo(queue, "verify-chain", { chain: id ?? "system" });
    },
  },
  streams: {
    everySeconds: 3,
    run: async (queue: PgBoss) => {
      for (const { chain, streamId } of await findDueStreams(await buildWideSystemContext(), MOST_STREAMS))
        await sendTo(queue, "stream-audit", { chain, streamId });
    },
  },
};
