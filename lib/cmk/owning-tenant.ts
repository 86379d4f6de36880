import type { VendorFailure } from "./facts";

const OWNER = /must match the tenant '?https:\/\/[a-z0-9.-]+\/([0-9a-f-]{36})/i;

/** The tenant that a subscription belongs to, from Azure's refusal of another tenant's token; null when it is no such. */
export function owningTenant({ code, message }: Pick<VendorFailure, "code" | "message">): string | null {
  if (code !== "InvalidAuthenticationTokenTenant") return null;
  return message.match(OWNER)?.[1]?.toLowerCase() ?? null;
}
