import { isPortFree } from "../database/free-port";
import { buildIfStale } from "./build";
import { type Child, lastLines } from "./children";
import { claimDataFolder, openDataFolder, resetDataFolder } from "./data-folder";
import { type OpenDatabase, openDatabase } from "./database";
import { PlainError } from "./plain-error";
import { prepareClient } from "./prepare-client";
import type { Progress } from "./progress";
import { type RunningSandbox, startSandboxProcess } from "./sandbox";
import { openSecrets } from "./secrets";
import { type Mode, seed, startWeb, startWorker, untilHealthy } from "./servers";
import { checkServerSettings, readSettings, type Source } from "./settings";

export type StackOptions = {
  mode: Mode;
  source: Source;
  reset?: boolean;
  progress: Progress;
  signal?: AbortSignal;
};

export type Stack = {
  url: string;
  /** null with the real clouds. */
  sandbox: RunningSandbox | null;
  /** The settings that the servers run with. */
  env: Source;
  /** Rejects, with the words to show, when a part ends by itself. */
  broken: Promise<never>;
  stop(): Promise<void>;
};

/** Settings of the sandbox's clouds come faster to effect than the real ones. */
const SANDBOX_WINDOWS: Source = { ROLE_PROPAGATION_SECONDS: "8", FIREWALL_PROPAGATION_SECONDS: "2" };

const NOT_FOR_SERVERS = [
  "MIGRATION_DATABASE_URL",
  "https_proxy",
  "http_proxy",
  "all_proxy",
  "HTTP_PROXY",
  "ALL_PROXY",
];

function serverEnvironment(
  source: Source,
  database: OpenDatabase,
  secretKey: string,
  sandbox: RunningSandbox | null,
) {
  const given = source.CLAVIS_SECRET_KEY?.trim() || source.CLAVIS_SECRET_KEY_FILE?.trim();
  const env: Source = {
    ...(sandbox ? SANDBOX_WINDOWS : {}),
    ...source,
    ...(given ? {} : { CLAVIS_SECRET_KEY: secretKey }),
    ...sandbox?.env,
    DATABASE_URL: database.appUrl,
  };
  for (const name of sandbox ? NOT_FOR_SERVERS : NOT_FOR_SERVERS.slice(0, 1)) delete env[name];
  checkServerSettings(env);
  return env;
}

/** What was started, ended in the opposite order. */
class Running {
  readonly #stops: (() => Promise<void> | void)[] = [];
  readonly #watched: Promise<never>[] = [];
  stopping = false;

  onStop(stop: () => Promise<void> | void): void {
    this.#stops.unshift(stop);
  }

  /** These are stopped together. */
  watch(...children: Child[]): void {
    this.onStop(async () => void (await Promise.all(children.map((child) => child.stop()))));
    for (const { name, logFile, ended } of children)
      this.fails(ended, () => `The ${name} ended; the end of ${logFile}:\n${lastLines(logFile)}`);
  }

  fails(ended: Promise<unknown>, words: () => string): void {
    const broken = ended.then(() =>
      this.stopping ? new Promise<never>(() => undefined) : Promise.reject(new PlainError(words())),
    );
    broken.catch(() => undefined);
    this.#watched.push(broken);
  }

  get broken(): Promise<never> {
    return Promise.race(this.#watched);
  }

  async stop(): Promise<void> {
    this.stopping = true;
    for (const stop of this.#stops.splice(0))
      await Promise.resolve(stop()).catch((error: Error) => console.error(error.message));
  }
}

/** Starts database, sandbox, worker and web, in that order; on failure stops what it had started. */
export async function startStack({
  mode,
  source,
  reset = false,
  progress,
  signal,
}: StackOptions): Promise<Stack> {
  const settings = readSettings(source);
  const folder = openDataFolder(settings.dataFolder);
  const running = new Running();
  // A step once begun is finished, so that nothing is left behind; only the long ones hear the signal themselves.
  const step = async <T>(label: string, work: () => Promise<T>): Promise<T> => {
    if (signal?.aborted) throw new PlainError("Stopped.");
    return progress.step(label, work);
  };
  try {
    running.onStop(claimDataFolder(folder));
    if (!(await isPortFree(settings.port)))
      throw new PlainError(`Port ${settings.port} is taken: end what uses it, or set PORT to another.`);
    if (reset) await step(`Deleting what is in ${folder.path}`, () => resetDataFolder(folder));
    const secrets = openSecrets(folder);
    const database = await step("Starting PostgreSQL and applying migrations", () =>
      openDatabase(settings, folder, secrets),
    );
    running.onStop(database.stop);
    running.fails(database.ended, () => `PostgreSQL ended; see ${folder.logs}/postgres.log.`);
    const port = settings.sandboxPort;
    const sandbox =
      port === null
        ? null
        : await step("Starting the sandbox that stands in for Microsoft and Adobe", () =>
            startSandboxProcess(port, folder, source),
          );
    if (sandbox) running.watch(sandbox.child);
    const env = serverEnvironment(source, database, secrets.secretKey, sandbox);
    await step("Preparing the database client", prepareClient);
    if (sandbox) await step("Looking after the demo organisations", () => seed(env, folder));
    if (mode === "production")
      await step("Building the pages (skipped when nothing changed)", () =>
        buildIfStale(folder.logs, signal),
      );
    const url = `http://127.0.0.1:${settings.port}`;
    const work = async () => {
      const web = startWeb(mode, settings.port, env, folder);
      running.watch(startWorker(mode, env, folder), web);
      await Promise.race([untilHealthy(url, web, signal), running.broken]);
    };
    await step("Starting worker and web server", work);
    return { url, sandbox, env, broken: running.broken, stop: () => running.stop() };
  } catch (error) {
    await running.stop();
    throw error;
  }
}
