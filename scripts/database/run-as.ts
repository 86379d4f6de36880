import { spawnSync } from "node:child_process";
import { statSync } from "node:fs";

/** How a PostgreSQL program is started: plainly, or as another account when we are root (it refuses root). */
import { PlainError } from "../start/plain-error";
export type RunAs = {
  uid?: number;
  gid?: number;
  /** Put before the program: keeps the right to walk through closed folders such as /root. */
  prefix: string[];
};

const ACCOUNT = "postgres";

function idOf(flag: "-u" | "-g"): number | null {
  const answer = spawnSync("id", [flag, ACCOUNT], { encoding: "utf8" });
  return answer.status === 0 ? Number.parseInt(answer.stdout, 10) : null;
}

function ids(): { uid: number; gid: number } | null {
  const uid = idOf("-u");
  const gid = idOf("-g");
  return uid === null || gid === null ? null : { uid, gid };
}

function createAccount(): { uid: number; gid: number } {
  spawnSync("useradd", [
    "--system",
    "--user-group",
    "--shell",
    "/usr/sbin/nologin",
    "--no-create-home",
    ACCOUNT,
  ]);
  const found = ids();
  if (!found)
    throw new PlainError(
      "PostgreSQL refuses to run as root and no account named postgres could be made: start as another user, or set DATABASE_URL.",
    );
  return found;
}

/** Folders are to be entered, so their dot is asked for. `test -x` will not do: it ignores capabilities. */
function isReached(path: string, prefix: string[], account?: { uid: number; gid: number }): boolean {
  const target = statSync(path).isDirectory() ? `${path}/.` : path;
  const [program, ...args] = [...prefix, "ls", "-d", target];
  return program !== undefined && spawnSync(program, args, { ...account, cwd: "/" }).status === 0;
}

/**
 * Decides how to run the PostgreSQL programs at the given paths. As root it takes (or makes) the account
 * "postgres"; where that account cannot reach a path it keeps two capabilities instead of opening folders.
 */
export function chooseRunAs(paths: string[]): RunAs {
  if (process.platform === "win32" || process.getuid?.() !== 0) return { prefix: [] };
  const account = ids() ?? createAccount();
  if (paths.every((path) => isReached(path, [], account))) return { ...account, prefix: [] };

  for (const capabilities of ["+dac_override,+dac_read_search", "+dac_override"]) {
    const prefix = [
      "setpriv",
      `--reuid=${account.uid}`,
      `--regid=${account.gid}`,
      "--clear-groups",
      `--inh-caps=${capabilities}`,
      `--ambient-caps=${capabilities}`,
    ];
    if (paths.every((path) => isReached(path, prefix))) return { prefix };
  }
  const closed = paths.find((path) => !isReached(path, [], account));
  throw new PlainError(
    `PostgreSQL cannot run as root and its own account cannot reach ${closed}: put it into a folder that everyone may enter, or set DATABASE_URL.`,
  );
}

/** The account that must own the data folder, if it is not ours. */
export function ownerOf(runAs: RunAs): { uid: number; gid: number } | null {
  if (runAs.uid !== undefined && runAs.gid !== undefined) return { uid: runAs.uid, gid: runAs.gid };
  return runAs.prefix.length > 0 ? ids() : null;
}
