import "server-only";
import type { Jobs } from "@/lib/db/queue";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { logger } from "@/lib/logger";
import { buildContextForUser, buildSystemContext, buildWideSystemContext } from "@/lib/server/build-context";
import { channelTools } from "@/lib/server/channel-tools";
import { chainTools } from "@/lib/server/signer";
import { streamTools } from "@/lib/server/stream-tools";
import { runStream } from "@/lib/services/audit/run-stream";
import { verifyDueChain } from "@/lib/services/audit/verify-due-chains";
import { deliver } from "@/lib/services/channels/deliver";
import type { OrganisationContext } from "@/lib/services/context";
import { pollFeed } from "@/lib/services/events/poll-feed";
import { takeEvents } from "@/lib/services/events/take-events";
import { continueRun } from "@/lib/services/setup/continue-run";
import { failRun } from "@/lib/services/setup/fail-run";
import { findDueRuns } from "@/lib/services/setup/find-work";
import { pollEnablement } from "@/lib/services/setup/poll-enablement";
import { reCheckStep } from "@/lib/services/setup/re-check-step";
import { reCheckVault } from "@/lib/services/setup/re-check-vault";
import { runVerification } from "@/lib/services/watch/run-verification";
import { chainIntervals } from "./chain-intervals";

/** The person who started a run; null when they are gone, or have no role there any more. */
async function personOf(startedBy: string | null, organisation: string): Promise<OrganisationContext | null> {
  if (startedBy === null) return null;
  try {
    return await buildContextForUser(startedBy, organisation);
  } catch (error) {
    if (error instanceof AppError && error.code === "NOT_FOUND") return null;
    throw error;
  }
}

async function goOn({ runId, organisationId }: Jobs["continue-run"]): Promise<void> {
  const due = await findDueRuns(await buildWideSystemContext());
  const run = due.find((candidate) => candidate.runId === runId);
  if (!run) return;
  const person = await personOf(run.startedBy, organisationId);
  if (person) return continueRun(person, { runId });
  await failRun(await buildSystemContext(organisationId), { runId, problem: "not-permitted" });
}

const chainOf = (chain: string) => (chain === "system" ? null : chain);

/** What each queue's jobs do. All of them only look at what the tables say is to be done. */
export const HANDLERS: { [Name in keyof Jobs]: (job: Jobs[Name]) => Promise<void> } = {
  "continue-run": goOn,
  "poll-enablement": async ({ organisationId }) => pollEnablement(await buildSystemContext(organisationId)),
  "re-check-vault": async ({ organisationId, part }) =>
    reCheckVault(await buildSystemContext(organisationId), { part }),
  "re-check-step": async ({ organisationId, part, step }) =>
    reCheckStep(await buildSystemContext(organisationId), { part, step }),
  "verify-organisation": async ({ organisationId }) =>
    runVerification(await buildSystemContext(organisationId)),
  deliver: async ({ organisationId, channelId }) =>
    deliver(await buildSystemContext(organisationId), channelTools(), channelId),
  "take-events": async ({ organisationId }) => takeEvents(await buildSystemContext(organisationId)),
  "poll-feed": async ({ organisationId }) =>
    pollFeed(await buildSystemContext(organisationId), env().EVENT_FEED_SECONDS),
  "verify-chain": async ({ chain }) => {
    await verifyDueChain(await buildWideSystemContext(), chainTools(), chainOf(chain), chainIntervals());
  },
  "stream-audit": async ({ chain, streamId }) =>
    runStream(await buildWideSystemContext(), streamTools(), chainOf(chain), streamId),
};

/** Runs one job; what goes wrong is logged, and made up for by the next sweep. */
export async function handle<Name extends keyof Jobs>(name: Name, job: Jobs[Name]): Promise<void> {
  try {
    await HANDLERS[name](job);
  } catch (error) {
    logger().error({ err: error, queue: name, job }, "a job failed");
  }
}
