import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { openAuthority } from "../sandbox/core/certificates";
import type { Cluster } from "../scripts/database/cluster";
import { provisionDatabase } from "../scripts/database/provision";
import { startScratchCluster } from "../scripts/database/scratch";
import { applyMigrations } from "../scripts/migrate/apply";

const TEMPLATE = "clavis_template";

/** One PostgreSQL for the whole run, started when the first test asks, with a migrated database to copy from. */
class DatabaseSource {
  readonly #passwords = { owner: randomBytes(18).toString("hex"), app: randomBytes(18).toString("hex") };
  #cluster: Promise<Cluster> | undefined;
  #running: Cluster | undefined;
  #queue: Promise<unknown> = Promise.resolve();
  #count = 0;

  async #start(): Promise<Cluster> {
    const cluster = await startScratchCluster();
    this.#running = cluster;
    const template = await provisionDatabase(cluster.superuserUrl, this.#passwords, TEMPLATE);
    await applyMigrations(template.ownerUrl);
    return cluster;
  }

  /** Copies run one after the other: PostgreSQL refuses a template that is in use. */
  async create() {
    this.#cluster ??= this.#start();
    const cluster = await this.#cluster;
    const name = `clavis_test_${++this.#count}`;
    const copied = this.#queue.then(async () => {
      const client = new pg.Client({ connectionString: cluster.superuserUrl });
      await client.connect();
      try {
        await client.query(
          `create database ${name} template ${TEMPLATE} owner clavis_owner strategy file_copy`,
        );
      } finally {
        await client.end();
      }
    });
    this.#queue = copied.catch(() => undefined);
    await copied;
    return provisionDatabase(cluster.superuserUrl, this.#passwords, name);
  }

  async stop(): Promise<void> {
    await this.#cluster?.catch(() => undefined);
    await this.#running?.stop();
  }
}

/**
 * The certificate authority of every sandbox in this run. Node reads NODE_EXTRA_CA_CERTS when a process starts,
 * so it has to lie there before the workers do.
 */
async function foundAuthority(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "clavis-test-authority-"));
  const { caPath } = await openAuthority(folder);
  process.env.NODE_EXTRA_CA_CERTS = caPath;
  return folder;
}

/** Test workers ask over http for a fresh database (test/database.ts). */
export default async function setup(project: TestProject) {
  const authorityDir = await foundAuthority();
  project.provide("sandboxAuthority", authorityDir);
  const source = new DatabaseSource();
  const server = createServer((_request, response) => {
    source.create().then(
      (urls) => response.end(JSON.stringify(urls)),
      (error: Error) => response.writeHead(500).end(error.message),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  project.provide("databaseSource", `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  return async () => {
    await rm(authorityDir, { recursive: true, force: true });
    server.close();
    server.closeAllConnections();
    await source.stop();
  };
}

declare module "vitest" {
  interface ProvidedContext {
    databaseSource: string;
    /** Folder of the sandbox's certificate authority, trusted by every worker. */
    sandboxAuthority: string;
  }
}
