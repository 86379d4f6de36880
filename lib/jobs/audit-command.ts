import "server-only";
import { mkdir, open } from "node:fs/promises";
import { join } from "node:path";
import { listChains } from "@/lib/db/audit-chains";
import { disconnectDatabase } from "@/lib/db/client";
import { readWithScope } from "@/lib/db/transaction";
import { buildWideSystemContext } from "@/lib/server/build-context";
import { prepareServer } from "@/lib/server/prepare-server";
import { chainTools } from "@/lib/server/signer";
import { archiveChain } from "@/lib/services/audit/archive-chain";
import { verifyChain } from "@/lib/services/audit/verify-chain";

// Started by scripts/audit.ts with the servers' settings; for archive DATABASE_URL is that of the owner of the tables.
const say = (line: string) => process.stdout.write(`${line}\n`);
const [verb = "", ...rest] = process.argv.slice(2);
const option = (name: string) => rest[rest.indexOf(`--${name}`) + 1];
const has = (name: string) => rest.includes(`--${name}`);

async function openFile(name: string) {
  const folder = has("to") ? (option("to") ?? ".") : ".";
  await mkdir(folder, { recursive: true });
  const file = await open(join(folder, name), "wx", 0o600);
  return {
    name,
    write: async (text: string) => {
      await file.writeFile(text);
    },
    close: async () => {
      await file.sync();
      await file.close();
    },
  };
}

async function run(): Promise<boolean> {
  prepareServer();
  const context = await buildWideSystemContext();
  const asked = has("org") ? [option("org") === "system" ? null : (option("org") ?? null)] : null;
  let fine = true;
  for (const id of asked ?? (await readWithScope(context.scope, listChains))) {
    const name = id ?? "system";
    if (verb === "archive") {
      const done = await archiveChain(context, { ...chainTools(), openFile }, id);
      say(
        done
          ? `${name}: entries ${done.from} to ${done.to} archived in ${done.file} (sha256 ${done.sha256})`
          : `${name}: nothing is older than it is kept`,
      );
      continue;
    }
    const most = Number.MAX_SAFE_INTEGER;
    const verdict = await verifyChain(context, chainTools(), id, {
      full: !has("quick"),
      most,
      accept: has("accept"),
    });
    fine &&= verdict.intact;
    say(`${name}: ${verdict.intact ? "intact" : "NOT INTACT"}, up to entry ${verdict.entries}`);
    for (const { kind, sequence, until } of verdict.problems)
      say(`  ${kind}: entry ${sequence}${until ? ` to ${until}` : ""}`);
  }
  return fine;
}

try {
  process.exitCode = (await run()) ? 0 : 1;
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}
`);
  process.exitCode = 2;
}
await disconnectDatabase();
process.exit();
