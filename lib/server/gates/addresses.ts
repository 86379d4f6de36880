import "server-only";
import type { Addresses } from "@/lib/cmk/network/reach";
import { env } from "@/lib/env";

/**
 * From where the signed-in person and this console come, as far as it is known. Only shown to that person: a proxy
 * in front names the person's address, and what it says is taken as it is.
 */
export function addressesOf(headers: Headers): Addresses {
  const forwarded = headers.get("x-forwarded-for")?.split(",")[0]?.trim() ?? "";
  return {
    console: env().CONSOLE_EGRESS_ADDRESS ?? null,
    admin: forwarded.replace(/^::ffff:/i, "") || null,
  };
}
