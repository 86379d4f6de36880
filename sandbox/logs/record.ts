import { randomUUID } from "node:crypto";
import type { ActivityEvent, AuditEvent, DirectoryAudit, Doer } from "../core/log-types";
import type { Caller, Vault, World } from "../core/types";
import { vaultId } from "../keyvault/vault-model";

/** The newest of each log are kept: a sandbox is not an archive. */
const KEPT = 3000;

function kept<T>(list: T[] | undefined, added: T): T[] {
  return [...(list ?? []), added].slice(-KEPT);
}

/** A caller as logs name them. */
export function doerOf({ kind, objectId, appId, tenantId, name }: Caller, address: string): Doer {
  return { kind, objectId, appId, tenantId, name, address };
}

type Happened<T> = Omit<T, "id" | "at" | "correlationId"> & { correlationId?: string };

/** Writes a line of the Activity Log. */
export function recordActivity(world: World, event: Happened<ActivityEvent>): void {
  const line = { correlationId: randomUUID(), ...event, id: randomUUID(), at: world.now().toISOString() };
  world.state.activity = kept(world.state.activity, line);
}

const AUDIT = ["AuditEvent", "audit", "allLogs"];

type Log = { category?: unknown; categoryGroup?: unknown; enabled?: unknown };

function isAudited(logs: unknown): boolean {
  if (!Array.isArray(logs)) return false;
  return (logs as Log[]).some(
    ({ category, categoryGroup, enabled }) =>
      enabled === true && AUDIT.includes(String(category ?? categoryGroup)),
  );
}

/** Writes an audit event of a vault to every workspace that its diagnostic settings name; to none is to nowhere. */
export function recordAudit(
  world: World,
  vault: Vault,
  event: Omit<Happened<AuditEvent>, "workspaceId" | "dedicated" | "vaultId">,
): void {
  const id = vaultId(vault);
  for (const { resourceUri, properties } of world.state.diagnosticSettings) {
    if (resourceUri.toLowerCase() !== id.toLowerCase() || !isAudited(properties.logs)) continue;
    if (typeof properties.workspaceId !== "string") continue;
    const line: AuditEvent = {
      correlationId: randomUUID(),
      ...event,
      id: randomUUID(),
      at: world.now().toISOString(),
      vaultId: id,
      workspaceId: properties.workspaceId.toLowerCase(),
      dedicated: properties.logAnalyticsDestinationType === "Dedicated",
    };
    world.state.auditEvents = kept(world.state.auditEvents, line);
  }
}

/** Writes a line of a directory's audit log. */
export function recordDirectoryAudit(world: World, event: Omit<DirectoryAudit, "id" | "at">): void {
  const line = { ...event, id: randomUUID(), at: world.now().toISOString() };
  world.state.directoryAudits = kept(world.state.directoryAudits, line);
}

/** Whether a line has reached its log by now: logs are late. */
export function hasArrived(world: World, { at }: { at: string }): boolean {
  return Date.parse(at) + (world.state.settings.logDelayMs ?? 0) <= world.now().getTime();
}
