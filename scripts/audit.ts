import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./root";
import { openDataFolder } from "./start/data-folder";
import { PlainError } from "./start/plain-error";
import { openSecrets } from "./start/secrets";
import type { Source } from "./start/settings";

// npm run audit -- verify  [--org ID|system] [--quick] [--accept]   exit 1: something is wrong
// npm run audit -- archive [--org ID|system] [--to FOLDER]          as the owner of the tables
const USAGE = 'Say "npm run audit -- verify" or "npm run audit -- archive"; docs/operate.md tells more.';

const args = process.argv.slice(2);
/** Entries are removed by the owner of the tables; nothing else needs more than the servers have. */
const isArchive = args[0] === "archive";

/** Not one of these verbs calls a cloud: the sandbox need not run. */
const WITHOUT_CLOUDS: Source = {
  ENTRA_CLIENT_ID: "00000000-0000-4000-8000-000000000000",
  ENTRA_CLIENT_SECRET: "not used here",
  ENTRA_ALLOWED_TENANTS: "00000000-0000-4000-8000-000000000000",
};

/** The embedded PostgreSQL of a Clavis that runs: its port is in the file that PostgreSQL itself keeps. */
function embedded(source: Source): Source {
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
    DATABASE_URL: isArchive ? as("clavis_owner", ownerPassword) : as("clavis_app", appPassword),
  };
}

function settings(source: Source): Source {
  const clouds = source.ENTRA_CLIENT_ID?.trim() ? {} : WITHOUT_CLOUDS;
  const own = source.DATABASE_URL?.trim()
    ? { DATABASE_URL: (isArchive && source.MIGRATION_DATABASE_URL?.trim()) || source.DATABASE_URL }
    : embedded(source);
  return { LOG_LEVEL: "silent", ...source, ...clouds, ...own };
}

if (!["verify", "archive"].includes(args[0] ?? "")) {
  console.error(USAGE);
  process.exit(2);
}
try {
  const entry = join(root, "lib/jobs/audit-command.ts");
  const program = ["--import", "tsx", "--conditions=react-server", entry, ...args];
  const env = settings(process.env) as NodeJS.ProcessEnv;
  const child = spawn(process.execPath, program, { cwd: root, env, stdio: "inherit" });
  child.once("exit", (code) => process.exit(code ?? 2));
} catch (error) {
  if (!(error instanceof PlainError)) throw error;
  console.error(error.message);
  process.exit(2);
}
