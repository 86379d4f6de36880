import { ProblemError, send } from "@/components/api/send";
import type { VerificationRunView } from "@/lib/cmk/checks/verification-run";
import { api } from "@/lib/routes";

const ASK_EVERY_MS = 1000;
/** The worker gives a verification up after five minutes: whoever waits longer waits for a worker that is not there. */
const LONGEST_MS = 300_000;

type Answer = { run: VerificationRunView | null };

export const isLive = (run: VerificationRunView | null) =>
  run?.status === "queued" || run?.status === "running";

/** Asks the worker to look at everything now, or finds the verification that is under way. Throws ProblemError. */
export async function askVerification(organisationId: string): Promise<VerificationRunView | null> {
  return (await send<Answer>("POST", api.verifications(organisationId))).run;
}

/** How far it is; null when that could not be read just now. */
export async function readVerification(organisationId: string): Promise<VerificationRunView | null> {
  const answer = await send<Answer>("GET", api.verifications(organisationId)).catch(() => null);
  return answer?.run ?? null;
}

/** Asks for a verification and waits for its end. Throws ProblemError: refused, failed, or not ended in five minutes. */
export async function runVerification(organisationId: string): Promise<void> {
  let run = await askVerification(organisationId);
  for (const began = Date.now(); isLive(run) && Date.now() - began < LONGEST_MS; ) {
    await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
    run = (await readVerification(organisationId)) ?? run;
  }
  if (run?.status !== "succeeded") throw new ProblemError({ code: "INTERNAL" });
}
