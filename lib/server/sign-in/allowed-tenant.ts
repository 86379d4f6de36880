import "server-only";
import { env } from "@/lib/env";

/** With one directory as ENTRA_TENANT, Entra lets nobody else through; otherwise the list decides. */
export function isAllowedTenant(tenantId: string): boolean {
  const allowed = env().ENTRA_ALLOWED_TENANTS;
  return allowed.length === 0 || allowed.includes(tenantId.toLowerCase());
}
