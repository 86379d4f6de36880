import { accessSync, constants, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { stopLeftOver } from "../database/stop-left-over";
import { root } from "../root";
import { PlainError } from "./plain-error";

export type DataFolder = {
  path: string;
  postgres: string;
  secrets: string;
  logs: string;
  sandbox: string;
  /** Says which process uses the folder. */
  running: string;
};

const KNOWN = ["postgres", "secrets.json", "logs", "sandbox"];

function reason(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? String(error);
}

/** Makes the folder with what is in it, or says in one sentence why that fails. */
export function openDataFolder(given: string): DataFolder {
  const path = resolve(root, given);
  const at = (name: string) => join(path, name);
  const folder = {
    path,
    postgres: at("postgres"),
    secrets: at("secrets.json"),
    logs: at("logs"),
    sandbox: at("sandbox"),
    running: at("running.json"),
  };
  try {
    // Others may walk through: PostgreSQL's account must reach its own folder inside. What is secret is closed itself.
    mkdirSync(path, { recursive: true, mode: 0o711 });
    mkdirSync(folder.logs, { recursive: true, mode: 0o700 });
    accessSync(path, constants.W_OK | constants.X_OK);
    const probe = join(folder.logs, ".write-test");
    writeFileSync(probe, "");
    rmSync(probe);
  } catch (error) {
    throw new PlainError(
      `The data folder ${path} cannot be used (${reason(error)}): set CLAVIS_DATA to another one.`,
    );
  }
  return folder;
}

function isStartProcess(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return process.platform !== "linux" || readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("scripts/");
  } catch {
    return false;
  }
}

/** Refuses when another start uses the folder; otherwise marks it as ours until the returned function is called. */
export function claimDataFolder(folder: DataFolder): () => void {
  let pid = 0;
  try {
    pid = (JSON.parse(readFileSync(folder.running, "utf8")) as { pid: number }).pid;
  } catch {
    // Not there, or written half: nobody to ask.
  }
  if (pid > 0 && isStartProcess(pid))
    throw new PlainError(
      `Clavis already runs from ${folder.path} (process ${pid}): stop it first, or set CLAVIS_DATA to another folder.`,
    );
  writeFileSync(folder.running, JSON.stringify({ pid: process.pid, since: new Date().toISOString() }));
  return () => rmSync(folder.running, { force: true });
}

/** The folder holds the key to what is encrypted in the database: it is not thrown away under a database that stays. */
export function refuseForeignReset(source: Record<string, string | undefined>): void {
  if (source.DATABASE_URL?.trim())
    throw new PlainError(
      "--reset deletes the embedded database alone. DATABASE_URL names one of your own: empty that yourself, or leave DATABASE_URL out.",
    );
}

/** Deletes what Clavis keeps in the folder, and nothing else that may lie there. */
export async function resetDataFolder(folder: DataFolder): Promise<void> {
  await stopLeftOver(folder.postgres);
  const drafts = readdirSync(folder.path).filter((name) => name.startsWith("postgres-new-"));
  for (const name of [...KNOWN, ...drafts]) rmSync(join(folder.path, name), { recursive: true, force: true });
  mkdirSync(folder.logs, { recursive: true, mode: 0o700 });
}
