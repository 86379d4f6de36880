import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, TestConsole } from "./console";

/** Lets a test sign evidence with a key of its own; returns the key's file. */
export function useTestSigningKey(): string {
  const file = join(mkdtempSync(join(tmpdir(), "clavis-signing-")), "signing-key.pem");
  process.env.CLAVIS_SIGNING_KEY_FILE = file;
  return file;
}

/** Makes a pack through the console and downloads it. */
export async function takePack(console: TestConsole, browser: Browser, org: string, body: object = {}) {
  const made = await console.call("POST", `/api/v1/orgs/${org}/evidence`, { browser, body });
  if (made.status !== 201) throw new Error(`${made.status} ${await made.text()}`);
  const view = (await made.json()) as {
    id: string;
    keyId: string;
    sha256: string;
    size: number;
    madeAt: string;
  };
  const answer = await console.call("GET", `/api/v1/orgs/${org}/evidence/${view.id}`, { browser });
  return { view, answer, zip: Buffer.from(await answer.arrayBuffer()) };
}
