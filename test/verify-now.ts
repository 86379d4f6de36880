import { buildSystemContext } from "@/lib/server/build-context";
import { runVerification } from "@/lib/services/watch/run-verification";
import type { Browser, TestConsole } from "./console";

/** What the button asks for, and what the worker then does: everything is looked at, as the read-only identity. */
export async function verifyNow(running: TestConsole, org: string, browser: Browser): Promise<void> {
  const answer = await running.call("POST", `/api/v1/orgs/${org}/verifications`, { browser });
  if (answer.status !== 200) throw new Error(`A verification was answered ${answer.status}.`);
  await runVerification(await buildSystemContext(org));
}
