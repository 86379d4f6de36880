import { mkdtempSync } from "node:fs";
import { appendFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { calculateJwkThumbprint } from "jose";
import { beforeEach } from "vitest";
import type { ChainProblem } from "@/lib/cmk/audit/chain-problems";
import { appendAudit } from "@/lib/db/audit";
import { EVERYTHING, openTestWorld, type TestWorld } from "@/lib/db/test-world";
import { withScope } from "@/lib/db/transaction";
import type { ArchiveTools } from "@/lib/services/audit/archive-chain";
import { verifyChain } from "@/lib/services/audit/verify-chain";
import type { Context } from "@/lib/services/context";
import { localSigner } from "@/lib/signing/local-signer";
import type { Signer } from "@/lib/signing/signer";

export const folder = mkdtempSync(join(tmpdir(), "clavis-archive-"));

/** A signer whose key lies in a file of this name. */
export async function openSigner(name: string): Promise<Signer> {
  const opened = localSigner(join(folder, name));
  return { ...opened, keyId: await calculateJwkThumbprint(opened.jwk) };
}
export const signer = await openSigner("own.pem");
export const tools: ArchiveTools = {
  signer: async () => signer,
  trusted: [],
  openFile: async (name) => ({
    name,
    write: (text) => appendFile(join(folder, name), text),
    close: async () => undefined,
  }),
};

/** What each test begins with: an organisation whose chain has eight entries, and a clock that it may set. */
export const audit = { world: undefined as unknown as TestWorld, now: new Date(0) };

export const system = (): Context => ({
  actor: { kind: "system", name: "Clavis" },
  scope: EVERYTHING,
  correlationId: "look",
  now: () => audit.now,
});
export const chain = () => audit.world.mine.id;

export async function write(count: number, at = audit.now): Promise<void> {
  for (let n = 0; n < count; n++)
    await withScope(EVERYTHING, (tx) =>
      appendAudit(tx, {
        organisationId: chain(),
        at,
        actor: { kind: "system", name: "Clavis" },
        action: "choice.saved",
        subject: `n${n}`,
        after: { n },
        correlationId: "c",
      }),
    );
}

export const look = (full = false, accept = false) => verifyChain(system(), tools, chain(), { full, accept });

export const named = ({ problems }: { problems: ChainProblem[] }) =>
  problems.map(({ kind, sequence, until }) => `${kind} ${sequence}${until ? `-${until}` : ""}`);

/** As whoever has the database, and nothing else: without triggers. */
export async function tamper(...statements: string[]): Promise<void> {
  const off =
    "alter table audit_entries disable trigger user; alter table audit_checkpoints disable trigger user";
  await audit.world.owner.query(
    `begin; ${off}; ${statements.join("; ")}; ${off.replaceAll("disable", "enable")}; commit`,
  );
}

export const of = (where: string) => `${where} and organisation_id = '${chain()}'`;

export function useAuditChain(): void {
  beforeEach(async () => {
    audit.now = new Date("2026-06-01T00:00:00Z");
    audit.world = await openTestWorld();
    await write(8);
    return () => audit.world.end();
  });
}
