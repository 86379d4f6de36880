import "server-only";
import { type RateLimit, takeTurn } from "@/lib/db/rate-limits";
import { AppError } from "@/lib/errors";
import { addressesOf } from "../gates/addresses";
import { SAFE_METHODS } from "../security/trusted-origin";
import type { Session } from "../session/session";
import type { RouteDefinition } from "./definition";

/** Many more than a person clicks, far fewer than what would wear out a vendor. */
const CHANGES: RateLimit = { most: 240, seconds: 60 };

/**
 * Holds a route to its own limit; every route that changes something has one, also where none is declared. Throws
 * TOO_MANY_REQUESTS with `retryAfterSeconds`.
 */
export async function requireTurn(
  { method, path, limit }: RouteDefinition,
  request: Request,
  session: Session | null,
): Promise<void> {
  const held = limit ?? (SAFE_METHODS.includes(method) ? null : CHANGES);
  if (!held) return;
  const who = session ? session.user.id : (addressesOf(request.headers).admin ?? "unknown");
  const what = limit ? `${method} ${path}` : "changes";
  const retryAfterSeconds = await takeTurn(`${what} ${who}`, held, new Date());
  if (retryAfterSeconds > 0)
    throw new AppError("TOO_MANY_REQUESTS", "This was asked for too often.", {
      details: { retryAfterSeconds },
    });
}
