import { randomBytes } from "node:crypto";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ClusterOptions, startCluster } from "../scripts/database/cluster";
import { freePort } from "../scripts/database/free-port";
import { provisionDatabase } from "../scripts/database/provision";
import { applyMigrations } from "../scripts/migrate/apply";
import type { TestDatabase } from "./database";

export type OwnDatabase = TestDatabase & {
  /** PostgreSQL shuts down: open connections are cut, new ones are refused. */
  down(): Promise<void>;
  /** The same data, at the same address again. */
  up(): Promise<void>;
  stop(): Promise<void>;
};

/** A PostgreSQL of this test alone, which it may stop and start again. */
export async function startOwnDatabase(): Promise<OwnDatabase> {
  const folder = await mkdtemp(join(tmpdir(), "clavis-own-"));
  await chmod(folder, 0o711);
  const options: ClusterOptions = {
    folder: join(folder, "postgres"),
    port: await freePort(),
    superuserPassword: randomBytes(18).toString("hex"),
    logFile: join(folder, "postgres.log"),
    settings: { fsync: "off", shared_buffers: "64MB" },
  };
  let cluster = await startCluster(options);
  const passwords = { owner: randomBytes(18).toString("hex"), app: randomBytes(18).toString("hex") };
  const urls = await provisionDatabase(cluster.superuserUrl, passwords, "own");
  await applyMigrations(urls.ownerUrl);
  return {
    ...urls,
    down: () => cluster.stop(),
    async up() {
      cluster = await startCluster(options);
    },
    async stop() {
      await cluster.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
