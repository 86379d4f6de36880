import "server-only";
import type { PgBoss } from "pg-boss";
import { sendTo } from "@/lib/db/queue";
import { env } from "@/lib/env";
import { buildSystemContext, buildWideSystemContext } from "@/lib/server/build-context";
import { inboxMailTools } from "@/lib/server/channel-tools";
import { reportTools } from "@/lib/server/report-tools";
import { findDueChannels } from "@/lib/services/channels/deliver";
import { refreshPostures } from "@/lib/services/compliance/refresh-postures";
import { claimFeeds } from "@/lib/services/events/poll-feed";
import { findWaitingEvents } from "@/lib/services/events/take-events";
import { expireException, findExpiredExceptions } from "@/lib/services/exceptions/expire-exceptions";
import { mailInbox } from "@/lib/services/notes/mail-inbox";
import { queueReports } from "@/lib/services/report/queue-reports";
import { sendReports } from "@/lib/services/report/send-reports";
import { endLostAttempts, findDueRuns, findUnsettled } from "@/lib/services/setup/find-work";
import { sayAlive } from "@/lib/services/setup/say-alive";
import { tidyUp } from "@/lib/services/tidy-up";
import { findWaitingVerifications } from "@/lib/services/watch/run-verification";
import { AUDIT_SWEEPS } from "./audit-sweeps";

export type Sweep = { everySeconds: number; run(queue: PgBoss): Promise<void> };

/** Channels that one sweep queues; the rest is queued by the next. */
const MOST_CHANNELS = 200;
/** Reports that one sweep queues, and sends. */
const MOST_REPORTS = 5;
/** Verdicts that one sweep works out anew; the rest is left to the next. */
const MOST_POSTURES = 2000;
/** Event feeds that one sweep takes: a worker asks for a few of them at a time. */
const MOST_FEEDS = 50;

/** Where each thing that settles is looked at. */
const STEP_OF = {
  firewall: { aep: "vault", cja: "vault" },
  role: { aep: "role", cja: "app-access" },
  app: { aep: "app", cja: "app-access" },
} as const;

/**
 * What is looked for again and again: the tables say what is to be done, so a job that was lost is only late.
 * Several workers may sweep: the same thing is queued once.
 */
export const SWEEPS: Record<string, Sweep> = {
  alive: { everySeconds: 5, run: () => sayAlive("worker", new Date()) },
  runs: {
    everySeconds: 2,
    run: async (queue) => {
      for (const { runId, organisationId } of await findDueRuns(await buildWideSystemContext()))
        await sendTo(queue, "continue-run", { runId, organisationId });
    },
  },
  unsettled: {
    everySeconds: 10,
    run: async (queue) => {
      const wide = await buildWideSystemContext();
      for (const { organisationId, part, what } of await findUnsettled(wide)) {
        if (what === "enablement") await sendTo(queue, "poll-enablement", { organisationId });
        else if (what === "vault") await sendTo(queue, "re-check-vault", { organisationId, part });
        else await sendTo(queue, "re-check-step", { organisationId, part, step: STEP_OF[what][part] });
      }
    },
  },
  exceptions: {
    everySeconds: 60,
    run: async () => {
      for (const { id, organisationId } of await findExpiredExceptions(await buildWideSystemContext()))
        await expireException(await buildSystemContext(organisationId), id);
    },
  },
  postures: {
    everySeconds: 2,
    run: async () => {
      await refreshPostures(await buildWideSystemContext(), MOST_POSTURES);
    },
  },
  reports: {
    everySeconds: 15,
    run: async () => {
      const wide = await buildWideSystemContext();
      await queueReports(wide, MOST_REPORTS);
      await sendReports(wide, reportTools(), MOST_REPORTS);
    },
  },
  messages: {
    everySeconds: 2,
    run: async (queue) => {
      for (const due of await findDueChannels(await buildWideSystemContext(), MOST_CHANNELS))
        await sendTo(queue, "deliver", due);
    },
  },
  "inbox-mails": {
    everySeconds: 20,
    run: async () => {
      if (env().SMTP_URL) await mailInbox(await buildWideSystemContext(), inboxMailTools());
    },
  },
  "tidy-up": {
    everySeconds: 600,
    run: async () => tidyUp(await buildWideSystemContext(), new Date()),
  },
  "adobe-events": {
    everySeconds: 2,
    run: async (queue) => {
      for (const due of await findWaitingEvents(await buildWideSystemContext(), MOST_FEEDS))
        await sendTo(queue, "take-events", due);
    },
  },
  "event-feeds": {
    everySeconds: 10,
    run: async (queue) => {
      for (const due of await claimFeeds(await buildWideSystemContext(), MOST_FEEDS))
        await sendTo(queue, "poll-feed", due);
    },
  },
  ...AUDIT_SWEEPS,
  verifications: {
    everySeconds: 2,
    run: async (queue) => {
      for (const organisationId of await findWaitingVerifications(await buildWideSystemContext()))
        await sendTo(queue, "verify-organisation", { organisationId });
    },
  },
  "lost-attempts": {
    everySeconds: 10,
    run: async () => {
      await endLostAttempts(await buildWideSystemContext());
    },
  },
};
