import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";
import { AppError } from "@/lib/errors";
import { database, type Opening, opening } from "./client";
import { readDirectly } from "./direct-reads";
import type { Prisma } from "./generated/client";
import type { OrganisationId, Scope } from "./scope";
import { joinReading, sharedReadings } from "./shared-reading";
import { CONNECTION_WAIT_MS, reaching } from "./unavailable";

/** An open transaction. Outside lib/db it is only handed on: there is nothing to call on it. */
export type Transaction = {
  readonly scope: Scope;
  /** It only reads, all of it as of one moment. */
  readonly snapshot: boolean;
};

const clients = new WeakMap<Transaction, Prisma.TransactionClient>();
const current = new AsyncLocalStorage<{ open: boolean }>();

/** Whether the caller runs inside withScope: a vendor call there would hold locks while waiting. */
export function isTransactionOpen(): boolean {
  return current.getStore()?.open === true;
}

/** The Prisma client of a transaction; for lib/db alone. Throws INTERNAL once it has ended. */
export function prismaOf(tx: Transaction): Prisma.TransactionClient {
  const client = clients.get(tx);
  if (!client) throw new AppError("INTERNAL", "A transaction was used after it had ended.");
  return client;
}

// The scope is literal text here, as BEGIN takes no parameters: grantScope let only GUIDs and "*" through.
function beginText(scope: Scope, readOnly: boolean): string {
  const organisations = scope.organisations === "*" ? "*" : scope.organisations.join(",");
  if (!/^(\*|[0-9a-fA-F,-]*)$/.test(organisations) || !/^[0-9a-fA-F-]*$/.test(scope.userId ?? "")) {
    throw new AppError("INTERNAL", "A scope holds something that is no id.");
  }
  const begin = readOnly ? "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY" : "BEGIN";
  const settings = `set_config('clavis.organisations', '${organisations}', true), set_config('clavis.user', '${scope.userId ?? ""}', true)`;
  return `${begin}; SELECT ${settings}`;
}

async function marked<T>(state: { open: boolean }, work: () => Promise<T>): Promise<T> {
  try {
    return await current.run(state, work);
  } finally {
    state.open = false;
  }
}

async function run<T>(scope: Scope, readOnly: boolean, work: (tx: Transaction) => Promise<T>): Promise<T> {
  if (isTransactionOpen()) throw new AppError("INTERNAL", "A transaction was opened inside another one.");
  const state = { open: true };
  const tx: Transaction = { scope, snapshot: readOnly };
  const begin: Opening = { text: beginText(scope, readOnly) };
  try {
    return await opening.run(begin, () =>
      reaching(
        database().prisma.$transaction(
          (client) => {
            const { connection } = begin;
            clients.set(tx, readOnly && connection ? readDirectly(client, connection) : client);
            return current.run(state, () => work(tx));
          },
          { maxWait: CONNECTION_WAIT_MS, timeout: 15_000 },
        ),
      ),
    );
  } finally {
    state.open = false;
    clients.delete(tx);
  }
}

/**
 * Runs `work` in one transaction that sees the scope's rows only. Commits when it resolves, rolls back when it
 * throws. Throws VENDOR_UNAVAILABLE when no connection came free: see unavailable.ts.
 */
export async function withScope<T>(scope: Scope, work: (tx: Transaction) => Promise<T>): Promise<T> {
  const result = await run(scope, false, work);
  sharedReadings()?.clear();
  return result;
}

/**
 * Like withScope, for reading: one snapshot for all queries, and writes are refused by the database. On a page it
 * joins what the page already reads: see shared-reading.ts.
 */
export function readWithScope<T>(scope: Scope, work: (tx: Transaction) => Promise<T>): Promise<T> {
  const readings = sharedReadings();
  if (!readings) return run(scope, true, work);
  if (isTransactionOpen()) throw new AppError("INTERNAL", "A transaction was opened inside another one.");
  return joinReading<Transaction, T>(
    readings,
    beginText(scope, true),
    (body) => run(scope, true, body),
    (tx) => marked({ open: true }, () => work(tx)),
  );
}

/**
 * One question without parameters, in one round trip: what every page asks should not pay for a conversation.
 * `sql` is a text of lib/db, never a caller's.
 */
export async function readOnce<T extends object>(scope: Scope, sql: string): Promise<T[]> {
  if (isTransactionOpen()) throw new AppError("INTERNAL", "A transaction was opened inside another one.");
  const asked = database().pool.query(`${beginText(scope, true)}; ${sql}; COMMIT`);
  // Several statements, several results; node-postgres types one. The answer stands before that of COMMIT.
  const results = (await reaching(asked)) as unknown as { rows: T[] }[];
  return results.at(-2)?.rows ?? [];
}

/**
 * Lets the rest of a transaction see an organisation that it is about to make, and returns how to take that back
 * when it is not made. For createOrganisation alone: behind a new id there are nobody's rows.
 */
export async function widenToNew(
  tx: Transaction,
  organisationId: OrganisationId,
): Promise<() => Promise<void>> {
  const prisma = prismaOf(tx);
  const [before] = await prisma.$queryRaw<{ scope: string }[]>`
    select current_setting('clavis.organisations') as scope`;
  const scope = before?.scope ?? "";
  const set = async (value: string) => {
    await prisma.$queryRaw`select set_config('clavis.organisations', ${value}, true)`;
  };
  if (scope !== "*") await set(scope === "" ? organisationId : `${scope},${organisationId}`);
  return () => set(scope);
}
