import "server-only";
import { AppError } from "@/lib/errors";

/** How long a request waits for one of this process's connections, in milliseconds: a busy minute is no failure. */
export const CONNECTION_WAIT_MS = 15_000;

const RETRY_AFTER_SECONDS = 5;

const NO_CONNECTION = [
  "Unable to start a transaction in the given time", // Prisma's P2028, which it also uses for other things
  "timeout exceeded when trying to connect", // node-postgres, which gives it no code
  "Connection terminated due to connection timeout",
];

// Refused, unknown or gone; 53300 too many connections, 57P01 and 57P02 shutting down (what was begun is undone), 57P03
// starting up.
const NOT_REACHED = "P1001 P1002 P2037 ECONNREFUSED ENOTFOUND ETIMEDOUT 53300 57P01 57P02 57P03".split(" ");

function isUnreached(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  const { code } = error as { code?: unknown };
  return NOT_REACHED.includes(String(code)) || NO_CONNECTION.some((words) => error.message.includes(words));
}

/**
 * Waits for work of the database. Where there was no connection for it, nothing was done and asking again helps:
 * throws VENDOR_UNAVAILABLE (`details.reason` database-busy). Every other error stays what it is.
 */
export async function reaching<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!isUnreached(error)) throw error;
    const details = { reason: "database-busy", retryAfterSeconds: RETRY_AFTER_SECONDS };
    throw new AppError("VENDOR_UNAVAILABLE", "The database has no free connection.", {
      cause: error,
      details,
    });
  }
}
