import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";
import { createHash } from "node:crypto";
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { env } from "@/lib/env";
import { PrismaClient } from "./generated/client";
import { isPlannedAnew } from "./planned-anew";
import { CONNECTION_WAIT_MS } from "./unavailable";

export type Database = { prisma: PrismaClient; pool: pg.Pool };

/** How a transaction begins, and the connection that it got: see transaction.ts. */
export type Opening = { text: string; connection?: pg.Client };

// On globalThis, as pages and routes may each load a copy of this module: they share one pool and its scope.
const holder = globalThis as { clavisDatabase?: Database; clavisOpening?: AsyncLocalStorage<Opening> };
holder.clavisOpening ??= new AsyncLocalStorage<Opening>();

/** What the next BEGIN on this path of execution becomes: see transaction.ts. */
export const opening = holder.clavisOpening;

/** Sends the scope together with BEGIN: one round trip instead of two. */
class ScopedClient extends pg.Client {
  // biome-ignore format: the overloads of node-postgres in one line
  override query(...args: unknown[]): never {
    const [first] = args as [unknown];
    const text = typeof first === "string" ? first : (first as { text?: string } | undefined)?.text;
    const begin = text === "BEGIN" ? opening.getStore() : undefined;
    const send = super.query as (...sent: unknown[]) => never;
    if (begin === undefined) return send.apply(this, args);
    // A connection that was left inside a transaction is still in that one's scope: Prisma closes it for this.
    if (this.getTransactionStatus() !== "I") return Promise.reject(new Error("left in a transaction")) as never;
    begin.connection = this;
    return send.call(this, begin.text);
  }
}

const names = new Map<string, string>();

/**
 * Prepared under a name, a query is planned once for a connection: half the time of a larger one. Bounded, as
 * lists of varying length make new texts. The name is the text's own: pages and routes share connections, not this map.
 */
export function statementName({ sql }: { sql: string }): string {
  const known = names.get(sql);
  if (known !== undefined || names.size >= 500) return known ?? "";
  const name = isPlannedAnew(sql) ? "" : `clavis-${createHash("sha256").update(sql).digest("base64url")}`;
  names.set(sql, name);
  return name;
}

/** Opens the database at this address, in place of the one in the settings: for scripts and tests. */
export function connectDatabase(url: string, maximum = 10): Database {
  const pool = new pg.Pool({
    connectionString: url,
    Client: ScopedClient,
    max: maximum,
    connectionTimeoutMillis: CONNECTION_WAIT_MS,
    statement_timeout: 15_000,
    idle_in_transaction_session_timeout: 30_000,
    application_name: "clavis",
  });
  // A connection that is cut while nobody uses it is replaced at the next use; without a listener it ends the process.
  pool.on("error", () => undefined);
  const adapter = new PrismaPg(pool, { disposeExternalPool: true, statementNameGenerator: statementName });
  holder.clavisDatabase = { prisma: new PrismaClient({ adapter }), pool };
  return holder.clavisDatabase;
}

/** The one pool of this process, opened at first use. Kept on globalThis so that a reload in development keeps it. */
export function database(): Database {
  return holder.clavisDatabase ?? connectDatabase(env().DATABASE_URL);
}

/** Closes all connections; the next use opens new ones. */
export async function disconnectDatabase(): Promise<void> {
  const open = holder.clavisDatabase;
  holder.clavisDatabase = undefined;
  await open?.prisma.$disconnect();
}
