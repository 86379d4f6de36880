import { createHmac } from "node:crypto";
import { join } from "node:path";
import pg from "pg";
import { startCluster } from "../database/cluster";
import { freePort, isPortFree } from "../database/free-port";
import { provisionDatabase } from "../database/provision";
import { applyMigrations, pendingMigrations } from "../migrate/apply";
import type { DataFolder } from "./data-folder";
import { PlainError } from "./plain-error";
import type { Secrets } from "./secrets";
import type { Settings } from "./settings";

export type OpenDatabase = {
  /** What the servers connect as. */
  appUrl: string;
  applied: string[];
  /** Of the embedded PostgreSQL, in the product's database; null for a database of one's own. */
  superuserUrl: string | null;
  /** The embedded PostgreSQL's end, wanted or not; never resolves for a database of one's own. */
  ended: Promise<unknown>;
  stop(): Promise<void>;
};

const never = new Promise<never>(() => undefined);

async function openEmbedded(settings: Settings, folder: DataFolder, secrets: Secrets): Promise<OpenDatabase> {
  const port = settings.postgresPort ?? (await freePort());
  if (!(await isPortFree(port)))
    throw new PlainError(`CLAVIS_POSTGRES_PORT: port ${port} is taken: end what uses it, or choose another.`);
  const cluster = await startCluster({
    folder: folder.postgres,
    port,
    superuserPassword: secrets.postgresPassword,
    logFile: join(folder.logs, "postgres.log"),
    settings: { max_connections: "100", shared_buffers: "128MB" },
  });
  const ended = new Promise((resolve) => cluster.process.once("exit", resolve));
  try {
    const passwords = { owner: secrets.ownerPassword, app: secrets.appPassword };
    const urls = await provisionDatabase(cluster.superuserUrl, passwords);
    const applied = await applyMigrations(urls.ownerUrl);
    const superuserUrl = cluster.superuserUrl.replace(/\/postgres$/, new URL(urls.ownerUrl).pathname);
    return { appUrl: urls.appUrl, superuserUrl, applied, ended, stop: cluster.stop };
  } catch (error) {
    await cluster.stop();
    throw error;
  }
}

type Role = { name: string; mayProvision: boolean };

async function describeRole(url: string): Promise<Role> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<Role>(
      `select rolname as name, (rolsuper or rolcreaterole) and has_database_privilege(current_database(), 'create')
       as "mayProvision" from pg_roles where rolname = current_user`,
    );
    return rows[0] ?? { name: "unknown", mayProvision: false };
  } catch (error) {
    const { host } = new URL(url);
    throw new PlainError(
      `The database at ${host} cannot be used: ${(error as Error).message || "no connection"}.`,
    );
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Makes clavis_app at a database of one's own. Its password follows from the secret key, so that servers agree. */
async function provisionOwn(url: string, secretKey: string): Promise<string> {
  const password = createHmac("sha256", Buffer.from(secretKey, "base64"))
    .update("clavis_app")
    .digest("base64url");
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const known = await client.query("select 1 from pg_roles where rolname = 'clavis_app'");
    const verb = known.rowCount === 0 ? "create" : "alter";
    const attributes = "login nocreatedb nocreaterole";
    await client.query(
      `${verb} role clavis_app with ${attributes} password ${client.escapeLiteral(password)}`,
    );
    await client.query(
      `grant connect on database ${client.escapeIdentifier(client.database ?? "")} to clavis_app`,
    );
  } finally {
    await client.end();
  }
  const app = new URL(url);
  app.username = "clavis_app";
  app.password = password;
  return app.href;
}

async function openGiven(
  url: string,
  ownerUrl: string | undefined,
  secretKey: string,
): Promise<OpenDatabase> {
  const stop = async () => undefined;
  if (ownerUrl)
    return { appUrl: url, applied: await applyMigrations(ownerUrl), superuserUrl: null, ended: never, stop };
  const role = await describeRole(url);
  if (role.mayProvision) {
    // The address is an administrator's: it migrates, and the servers get a role that cannot.
    const appUrl = await provisionOwn(url, secretKey);
    return { appUrl, applied: await applyMigrations(url), superuserUrl: null, ended: never, stop };
  }
  const pending = await pendingMigrations(url).catch(() => ["all"]);
  if (pending.length > 0)
    throw new PlainError(
      `MIGRATION_DATABASE_URL: is missing; the database lacks migrations and ${role.name} may not apply them.`,
    );
  return { appUrl: url, applied: [], superuserUrl: null, ended: never, stop };
}

/** Opens the database of DATABASE_URL, or the embedded one, with all migrations applied. */
export async function openDatabase(
  settings: Settings,
  folder: DataFolder,
  secrets: Secrets,
): Promise<OpenDatabase> {
  const url = settings.source.DATABASE_URL?.trim();
  if (!url) return openEmbedded(settings, folder, secrets);
  const ownerUrl = settings.source.MIGRATION_DATABASE_URL?.trim() || undefined;
  return openGiven(url, ownerUrl, settings.source.CLAVIS_SECRET_KEY?.trim() || secrets.secretKey);
}
