import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { chownSync, existsSync, openSync, readFileSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import pg from "pg";
import { PlainError } from "../start/plain-error";
import { findPostgresBinaries, type PostgresBinaries } from "./binaries";
import { chooseRunAs, ownerOf, type RunAs } from "./run-as";
import { stopLeftOver } from "./stop-left-over";

export type ClusterOptions = {
  /** Folder of the cluster; made when missing. */
  folder: string;
  port: number;
  /** Of the superuser "postgres", which only provisioning uses. */
  superuserPassword: string;
  logFile: string;
  /** Extra settings, for instance fsync=off for tests. */
  settings?: Record<string, string>;
};

export type Cluster = {
  superuserUrl: string;
  port: number;
  process: ChildProcess;
  /** Fast shutdown; resolves once PostgreSQL has gone. */
  stop(): Promise<void>;
};

function launch(runAs: RunAs, program: string, args: string[], cwd: string, log: number): ChildProcess {
  const [command = program, ...rest] = [...runAs.prefix, program, ...args];
  return spawn(command, rest, {
    uid: runAs.uid,
    gid: runAs.gid,
    cwd,
    env: { ...process.env, LC_ALL: "C", TZ: "UTC" },
    stdio: ["ignore", log, log],
    // Its own group: Ctrl-C in the terminal must not reach it before the servers have let go.
    detached: true,
  });
}

async function finished(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => resolve(code ?? 1));
  });
}

/** Fills a new folder beside the wanted one and renames it, so that an interrupted first start leaves nothing half made. */
async function initialise(binaries: PostgresBinaries, runAs: RunAs, options: ClusterOptions, log: number) {
  const parent = dirname(options.folder);
  const draft = await mkdtemp(join(parent, "postgres-new-"));
  const passwordFile = `${draft}.password`;
  await writeFile(passwordFile, `${options.superuserPassword}\n`, { mode: 0o600 });
  const owner = ownerOf(runAs);
  if (owner) for (const path of [draft, passwordFile]) chownSync(path, owner.uid, owner.gid);
  const args = [
    `--pgdata=${draft}`,
    "--username=postgres",
    "--auth=scram-sha-256",
    `--pwfile=${passwordFile}`,
    "--encoding=UTF8",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--locale=C",
    ...(options.settings?.fsync === "off" ? ["--no-sync"] : []),
  ];
  const code = await finished(launch(runAs, binaries.initdb, args, parent, log)).finally(() =>
    rm(passwordFile),
  );
  if (code !== 0) throw new PlainError(`PostgreSQL could not make its data folder; see ${options.logFile}.`);
  await rename(draft, options.folder);
}

async function untilReady(url: string, child: ChildProcess, logFile: string): Promise<void> {
  let gone = false;
  child.once("exit", () => {
    gone = true;
  });
  const deadline = Date.now() + 60_000;
  while (!gone && Date.now() < deadline) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 });
    client.on("error", () => undefined);
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      if ((error as { code?: string }).code === "28P01")
        throw new PlainError(
          "PostgreSQL refuses the stored password: the data folder belongs to another secrets.json.",
        );
      await new Promise((resolve) => setTimeout(resolve, 60));
    }
  }
  throw new PlainError(`PostgreSQL did not start; see ${logFile}.`);
}

function majorVersions(binaries: PostgresBinaries, folder: string): { program: string; folder: string } {
  const answer = spawnSync(binaries.postgres, ["--version"], { encoding: "utf8" });
  return {
    program: /(\d+)\./.exec(answer.stdout ?? "")?.[1] ?? "unknown",
    folder: readFileSync(join(folder, "PG_VERSION"), "utf8").trim(),
  };
}

/** Makes (first time) and starts a PostgreSQL cluster that listens on 127.0.0.1 only. Errors are one sentence each. */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const binaries = await findPostgresBinaries();
  await mkdir(dirname(options.folder), { recursive: true });
  const runAs = chooseRunAs([binaries.postgres, dirname(options.folder)]);
  const log = openSync(options.logFile, "a", 0o600);
  if (!existsSync(join(options.folder, "PG_VERSION"))) {
    if (existsSync(options.folder))
      throw new PlainError(
        `The database in ${options.folder} is damaged (no PG_VERSION): restore a backup, or begin again with npm start -- --reset.`,
      );
    await initialise(binaries, runAs, options, log);
  }
  const versions = majorVersions(binaries, options.folder);
  if (versions.program !== versions.folder)
    throw new PlainError(
      `The database in ${options.folder} is of PostgreSQL ${versions.folder}, this is ${versions.program}: see docs/operate.md.`,
    );
  await stopLeftOver(options.folder);

  const settings = { listen_addresses: "127.0.0.1", unix_socket_directories: "", ...options.settings };
  const flags = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const args = ["-D", options.folder, "-p", String(options.port), ...flags];
  const child = launch(runAs, binaries.postgres, args, options.folder, log);
  const exited = finished(child);
  const superuserUrl = `postgresql://postgres:${encodeURIComponent(options.superuserPassword)}@127.0.0.1:${options.port}/postgres`;
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill("SIGINT");
    const timer = setTimeout(() => child.kill("SIGQUIT"), 15_000);
    await exited;
    clearTimeout(timer);
  };
  try {
    await untilReady(superuserUrl, child, options.logFile);
  } catch (error) {
    await stop();
    throw error;
  }
  return { superuserUrl, port: options.port, process: child, stop };
}
