import "server-only";
import { type RateLimit, takeTurn } from "@/lib/db/rate-limits";
import { AppError } from "@/lib/errors";
import { addressesOf } from "../gates/addresses";
import { SAFE_METHODS } from "../security/trusted-origin";
import type { Session } from "../session/session";
import type { RouteDefinition } from "./definition";

/** Many more than a person clicks, far fewer than what would wear out a vendor. */
const CHANGES: RateLimit = { most: 240, seconds: 60 };

/** A program that reads. */
const BY_TOKEN: RateLimit = { most: 600, seconds: 60 };

/**
 * Holds a route to its own limit; every change and every call with a token has one, also where none is declared.
 * Throws TOO_MANY_REQUESTS with `retryAfterSeconds`.
 */
export async function requireTurn(
  { method, path, limit }: RouteDefinition,
  request: Request,
  session: Session | null,
): Promise<void> {
  const reads = SAFE_METHODS.includes(method);
  const held = limit ?? (reads ? (session?.token ? BY_TOKEN : null) : CHANGES);
  if (!held) return;
  const who = session ? session.user.id : (addressesOf(request.headers).admin ?? "unknown");
  const what = limit ? `${method} ${path}` : reads ? "reads by token" : "changes";
  const retryAfterSeconds = await takeTurn(`${what} ${who}`, held, new Date());
  if (retryAfterSeconds > 0)
    throw new AppError("TOO_MANY_REQUESTS", "This was asked for too often.", {
      details: { retryAfterSeconds },
    });
}
