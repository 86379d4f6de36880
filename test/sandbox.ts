import { inject } from "vitest";
import { type Sandbox, type SandboxOptions, startSandbox } from "../sandbox/start";

/**
 * A sandbox in this process, fresh and in memory, with this process's HTTPS_PROXY pointing at it: every SDK and
 * (after installProxy) every fetch reaches it under the clouds' real names. Call it in beforeAll, stop it in afterAll.
 */
export async function startTestSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const sandbox = await startSandbox({ memory: true, authorityDir: inject("sandboxAuthority"), ...options });
  process.env.HTTPS_PROXY = sandbox.proxyUrl;
  process.env.NO_PROXY = "127.0.0.1,localhost";
  return sandbox;
}
