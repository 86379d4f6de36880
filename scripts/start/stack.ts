import { isPortFree } from "../database/free-port";
import { buildIfStale } from "./build";
import { type Child, lastLines } from "./children";
import { claimDataFolder, openDataFolder, refuseForeignReset, resetDataFolder } from "./data-folder";
import { openDatabase } from "./database";
import { PlainError } from "./plain-error";
import { prepareClient } from "./prepare-client";
import type { Progress } from "./progress";
import { type RunningSandbox, requireFreePorts, startSandboxProcess } from "./sandbox";
import { openSecrets } from "./secrets";
import { seed } from "./seed";
import { serverEnvironment } from "./server-environment";
import { type Mode, type ServerName, Servers } from "./servers";
import { readSettings, type Source } from "./settings";

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
  /** The embedded PostgreSQL's superuser in the product's database, for tests; null for a database of one's own. */
  superuserUrl: string | null;
  /** For tests of what happens when a server dies: ends it at once, or starts it again and waits until all is well. */
  kill(server: ServerName): Promise<void>;
  revive(server: ServerName): Promise<void>;
  /** Rejects, with the words to show, when a part ends by itself. */
  broken: Promise<never>;
  stop(): Promise<void>;
};

/** What was started, ended in the opposite order. */
class Running {
  readonly #stops: (() => Promise<void> | void)[] = [];
  #break: (reason: unknown) => void = () => undefined;
  stopping = false;

  onStop(stop: () => Promise<void> | void): void {
    this.#stops.unshift(stop);
  }

  watch(child: Child): void {
    const { name, logFile, ended } = child;
    this.fails(ended, () =>
      child.leaving ? null : `The ${name} ended; the end of ${logFile}:\n${lastLines(logFile)}`,
    );
  }

  /** `words` of null: the end was wanted. */
  fails(ended: Promise<unknown>, words: () => string | null): void {
    const broken = ended.then(() => {
      const said = this.stopping ? null : words();
      return said === null ? new Promise<never>(() => undefined) : Promise.reject(new PlainError(said));
    });
    broken.catch((error: unknown) => this.#break(error));
  }

  /** Also hears of what is watched later. */
  readonly broken = new Promise<never>((_resolve, reject) => {
    this.#break = reject;
  });

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
  if (reset) refuseForeignReset(source);
  const folder = openDataFolder(settings.dataFolder);
  const running = new Running();
  running.broken.catch(() => undefined);
  // A step once begun is finished, so that nothing is left behind; only the long ones hear the signal themselves.
  const step = async <T>(label: string, work: () => Promise<T>): Promise<T> => {
    if (signal?.aborted) throw new PlainError("Stopped.");
    return progress.step(label, () => Promise.race([work(), running.broken]));
  };
  try {
    running.onStop(claimDataFolder(folder));
    if (!(await isPortFree(settings.port)))
      throw new PlainError(`Port ${settings.port} is taken: end what uses it, or set PORT to another.`);
    if (settings.sandboxPort !== null) await requireFreePorts(settings.sandboxPort);
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
    if (sandbox) {
      running.onStop(sandbox.child.stop);
      running.watch(sandbox.child);
    }
    const env = serverEnvironment(source, database.appUrl, secrets.secretKey, sandbox);
    await step("Preparing the database client", prepareClient);
    if (sandbox) await step("Looking after the demo organisations", () => seed(env, folder));
    if (mode === "production")
      await step("Building the pages (skipped when nothing changed)", () =>
        buildIfStale(folder.logs, signal),
      );
    const url = `http://127.0.0.1:${settings.port}`;
    const servers = new Servers(mode, settings.port, env, folder, (child) => running.watch(child));
    running.onStop(() => servers.stop());
    await step("Starting worker and web server", () => servers.start(["worker", "web"], url, signal));
    return {
      url,
      sandbox,
      env,
      superuserUrl: database.superuserUrl,
      kill: (server) => servers.kill(server),
      revive: (server) => servers.start([server], url),
      broken: running.broken,
      stop: () => running.stop(),
    };
  } catch (error) {
    await running.stop();
    throw error;
  }
}
