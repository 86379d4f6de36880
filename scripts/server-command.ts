import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./root";
import { openDataFolder } from "./start/data-folder";
import { PlainError } from "./start/plain-error";
import { openSecrets } from "./start/secrets";
import type { Source } from "./start/settings";

/** Not one of these verbs calls a cloud: the sandbox need not run. */
const WITHOUT_CLOUDS: Source = {
  ENTRA_CLIENT_ID: "00000000-0000-4000-8000-000000000000",
  ENTRA_CLIENT_SECRET: "not used here",
  ENTRA_ALLOWED_TENANTS: "00000000-0000-4000-8000-000000000000",
};

/** The embedded PostgreSQL of a Clavis that runs: its port is in the file that PostgreSQL itself keeps. */
function embedded(source: Source, asOwner: boolean): Source {
  const folder = openDataFolder(source.CLAVIS_DATA?.trim() || ".data");
  const file = join(folder.postgres, "postmaster.pid");
  const port = existsSync(file) ? readFileSync(file, "utf8").split("\n")[3]?.trim() : undefined;
  if (!port)
    throw new PlainError(`Clavis does not run from ${folder.path}: start it (npm start), then ask again.`);
  const { secretKey, ownerPassword, appPassword } = openSecrets(folder);
  const as = (role: string, password: string) =>
    `postgresql://${role}:${encodeURIComponent(password)}@127.0.0.1:${port}/clavis`;
  return {
    CLAVIS_SECRET_KEY: secretKey,
    DATABASE_URL: asOwner ? as("clavis_owner", ownerPassword) : as("clavis_app", appPassword),
  };
}

function settings(source: Source, asOwner: boolean): Source {
  const clouds = source.ENTRA_CLIENT_ID?.trim() ? {} : WITHOUT_CLOUDS;
  const own = source.DATABASE_URL?.trim()
    ? { DATABASE_URL: (asOwner && source.MIGRATION_DATABASE_URL?.trim()) || source.DATABASE_URL }
    : embedded(source, asOwner);
  return { LOG_LEVEL: "silent", ...source, ...clouds, ...own };
}

/**
 * Runs a program of lib/jobs beside the servers, with their settings, and ends with its exit code; 2 when there is
 * nothing to connect to. `asOwner`: as the owner of the tables.
 */
export function runServerCommand(entry: string, args: string[], asOwner = false): void {
  try {
    const program = ["--import", "tsx", "--conditions=react-server", join(root, entry), ...args];
    const env = settings(process.env, asOwner) as NodeJS.ProcessEnv;
    const child = spawn(process.execPath, program, { cwd: root, env, stdio: "inherit" });
    child.once("exit", (code) => process.exit(code ?? 2));
  } catch (error) {
    if (!(error instanceof PlainError)) throw error;
    console.error(error.message);
    process.exit(2);
  }
}
