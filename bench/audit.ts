import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import pg from "pg";
import { provisionDatabase } from "../scripts/database/provision";
import { startScratchCluster } from "../scripts/database/scratch";
import { applyMigrations } from "../scripts/migrate/apply";
import { root } from "../scripts/root";
import { loadEntries } from "./audit-log/load-entries";

/** Runs the verb beside the same SQL, in a process of its own with the servers' settings; its last line is JSON. */
async function measure(appUrl: string, ownerUrl: string, rounds: number): Promise<object> {
  const entry = join(root, "bench/audit-log/measure-verb.ts");
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    NODE_ENV: "production",
    DATABASE_URL: appUrl,
    BENCH_OWNER_URL: ownerUrl,
    BENCH_ROUNDS: String(rounds),
    CLAVIS_SECRET_KEY: randomBytes(32).toString("base64"),
    ENTRA_CLIENT_ID: "00000000-0000-4000-8000-000000000000",
    ENTRA_CLIENT_SECRET: "not used here",
    ENTRA_ALLOWED_TENANTS: "00000000-0000-4000-8000-000000000000",
    LOG_LEVEL: "silent",
  };
  const args = ["--import", "tsx", "--conditions=react-server", entry];
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: ["ignore", "pipe", "inherit"] });
  let said = "";
  child.stdout.on("data", (piece: Buffer) => {
    said += piece.toString();
  });
  const code = await new Promise((resolve) => child.once("exit", resolve));
  if (code !== 0) throw new Error(`The measurement ended with ${code}.`);
  const lines = said.trim().split("\n");
  for (const line of lines.slice(0, -1)) console.log(line);
  return JSON.parse(lines.at(-1) ?? "{}") as object;
}

/**
 * Filters and pages through a log of a million entries (or as many as the first argument says): p95 of the real verb,
 * as a ratio to the p95 of the same SQL by the tables' owner, without row-level security, in the same run.
 */
export async function run([given, rounds]: string[]): Promise<object> {
  const entries = Number(given ?? 1_000_000);
  const cluster = await startScratchCluster();
  try {
    const password = () => randomBytes(12).toString("hex");
    const passwords = { owner: password(), app: password() };
    const { ownerUrl, appUrl } = await provisionDatabase(cluster.superuserUrl, passwords);
    await applyMigrations(ownerUrl);
    const superuser = new URL(cluster.superuserUrl);
    superuser.pathname = new URL(ownerUrl).pathname;
    const client = new pg.Client({ connectionString: superuser.href });
    await client.connect();
    const began = Date.now();
    await loadEntries(client, entries);
    await client.end();
    console.log(`${entries} entries in ${((Date.now() - began) / 1000).toFixed(0)} s`);
    return await measure(appUrl, superuser.href, Number(rounds ?? 40));
  } finally {
    await cluster.stop();
  }
}
