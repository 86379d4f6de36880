import type { APIRequestContext } from "@playwright/test";
import type { VerificationRunView } from "../../lib/cmk/checks/verification-run";
import { api } from "../../lib/routes";

const LONGEST_MS = 90_000;
const ASK_EVERY_MS = 250;

/** Asks for a look at everything, as the button does, and waits until the worker has done it. */
export async function verifyNow(request: APIRequestContext, org: string, origin: string): Promise<void> {
  const path = api.verifications(org);
  const asked = await request.post(path, { headers: { origin } });
  if (!asked.ok()) throw new Error(`${path}: ${asked.status()} ${await asked.text()}`);
  for (const began = Date.now(); Date.now() - began < LONGEST_MS; ) {
    const { run } = (await (await request.get(path)).json()) as { run: VerificationRunView | null };
    if (run?.status === "succeeded") return;
    if (run?.status === "failed") throw new Error(`The verification of ${org} failed.`);
    await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
  }
  throw new Error(`The verification of ${org} did not end.`);
}
