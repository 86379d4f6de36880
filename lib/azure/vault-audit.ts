import "server-only";
import type { ActivityEntry } from "@/lib/cmk/activity/activity";
import { GUID_PATTERN } from "@/lib/cmk/ids";
import type { KeyUseFacts } from "@/lib/cmk/input";
import { VendorError } from "@/lib/vendor-error";
import type { AzureClients } from "./clients";
import { vendorFailure } from "./errors";
import { queryWorkspace, workspaceKey } from "./log-query";
import type { AuditQuestion, VaultAudit } from "./ports";

/** Operations that change a key or its vault. Source: Azure Key Vault, logging: operation names. */
const CHANGES = [
  "KeyUpdate KeyDelete KeyPurge KeyRecover KeyCreate KeyImport KeyRestore KeyBackup KeyRotate KeyRotateIfDue",
  "KeyRotationPolicySet VaultPut VaultPatch VaultDelete VaultRecover",
].flatMap((line) => line.split(" "));
const USES = ["KeyWrap", "KeyUnwrap"];
/** Of one look; what is older than the oldest of a full page is read by the next one. */
const MOST = 1000;

type Table = "AzureDiagnostics" | "AZKVAuditLogs";
type Row = Record<string, unknown>;

const quoted = (words: readonly string[]) => words.map((word) => `"${word}"`).join(", ");
const APPLICATION: Record<Table, string> = {
  AzureDiagnostics: 'tostring(column_ifexists("identity_claim_appid_g", ""))',
  AZKVAuditLogs: "tostring(Identity.claim.appid)",
};
const KEY: Record<Table, string> = {
  AzureDiagnostics: 'tostring(column_ifexists("id_s", ""))',
  AZKVAuditLogs: "tostring(Id)",
};

function filtered(table: Table, vaultId: string, since: Date, operations: readonly string[]): string {
  // A resource id comes from Azure, and still goes into a query: it may hold no quote.
  if (/["\\\n]/.test(vaultId))
    throw vendorFailure(
      "azure",
      { status: 400, code: "InvalidResourceId", message: "Not a vault's id." },
      undefined,
    );
  return (
    `${table} | where _ResourceId =~ "${vaultId}" and TimeGenerated >= datetime("${since.toISOString()}")` +
    ` and OperationName in (${quoted(operations)})`
  );
}

const textOf = (row: Row, ...names: string[]): string | null => {
  const found = names.map((name) => row[name]).find((value) => typeof value === "string" && value !== "");
  return typeof found === "string" ? found : null;
};

/** The caller's claims, which one table has as an object and the other as columns. */
function claimsOf(row: Row): { oid: string | null; appid: string | null; upn: string | null } {
  const { Identity: identity } = row;
  const parsed = typeof identity === "string" ? parse(identity) : identity;
  const claim = ((parsed as { claim?: Row } | null | undefined)?.claim ?? {}) as Row;
  const upn = (from: Row) =>
    Object.entries(from).find(
      ([name, value]) => /upn(_s)?$/i.test(name) && typeof value === "string" && value !== "",
    );
  return {
    oid: textOf(claim, "oid") ?? textOf(row, "identity_claim_oid_g"),
    appid: textOf(claim, "appid") ?? textOf(row, "identity_claim_appid_g"),
    upn: (upn(claim)?.[1] ?? upn(row)?.[1] ?? null) as string | null,
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function toEntry(row: Row): ActivityEntry[] {
  const at = textOf(row, "TimeGenerated");
  const operation = textOf(row, "OperationName");
  if (!at || !operation) return [];
  const status = Number(row.HttpStatusCode ?? row.httpStatusCode_d ?? 200);
  const { upn, appid, oid } = claimsOf(row);
  const correlationId = textOf(row, "CorrelationId");
  return [
    {
      source: "key-vault-audit",
      eventId: textOf(row, "_ItemId") ?? `${correlationId ?? ""}:${operation}:${at}`,
      at: new Date(at).toISOString(),
      operation,
      status: status < 400 ? "succeeded" : "failed",
      resourceId: textOf(row, "Id", "id_s", "_ResourceId") ?? "",
      caller: upn ?? appid ?? oid,
      callerKind: upn ? "user" : (appid ?? oid) ? "application" : null,
      callerIp: textOf(row, "CallerIpAddress", "CallerIPAddress"),
      correlationId,
    },
  ];
}

function toUse(row: Row): KeyUseFacts[] {
  const at = textOf(row, "TimeGenerated");
  const operation = textOf(row, "OperationName");
  const applicationId = textOf(row, "Application")?.toLowerCase();
  const keyVersion = /\/keys\/[^/]+\/([0-9a-f]{32})/i.exec(textOf(row, "Key") ?? "")?.[1]?.toLowerCase();
  if (!at || !operation || !applicationId || !keyVersion || !GUID_PATTERN.test(applicationId)) return [];
  const callerIp = textOf(row, "CallerIpAddress", "CallerIPAddress");
  return [{ applicationId, operation, keyVersion, lastAt: new Date(at).toISOString(), callerIp }];
}

/** Asks the table that the diagnostic setting writes to, and the other one where that is not there (any more). */
async function ask(clients: AzureClients, key: string, tables: Table[], query: (table: Table) => string) {
  for (const table of tables) {
    try {
      return await queryWorkspace(clients, key, query(table));
    } catch (error) {
      if (!(error instanceof VendorError && error.failure.code === "SemanticError")) throw error;
    }
  }
  // A workspace makes its tables when something is written to them: nothing was, so far.
  return [];
}

/**
 * Audit events of a vault in a Log Analytics workspace: what changed, and when each application last wrapped and
 * unwrapped with each version. Source: Azure Key Vault, monitoring data reference. Throws VendorError.
 */
export async function queryVaultAudit(
  clients: AzureClients,
  vaultId: string,
  { workspaceId, dedicated, changesSince, usesSince }: AuditQuestion,
): Promise<VaultAudit> {
  const key = await workspaceKey(clients, workspaceId);
  const tables: Table[] = dedicated
    ? ["AZKVAuditLogs", "AzureDiagnostics"]
    : ["AzureDiagnostics", "AZKVAuditLogs"];
  const changes = await ask(
    clients,
    key,
    tables,
    (table) =>
      `${filtered(table, vaultId, changesSince, CHANGES)} | order by TimeGenerated asc | take ${MOST}`,
  );
  const succeeded = (table: Table) =>
    table === "AzureDiagnostics"
      ? 'extend Code = tostring(column_ifexists("httpStatusCode_d", 200)) | where Code in ("200", "200.0")'
      : "where HttpStatusCode < 300";
  const uses = await ask(
    clients,
    key,
    tables,
    (table) =>
      `${filtered(table, vaultId, usesSince, USES)} | ${succeeded(table)}` +
      ` | extend Application = ${APPLICATION[table]}, Key = ${KEY[table]}` +
      " | summarize arg_max(TimeGenerated, *) by OperationName, Application, Key",
  );
  return { changes: changes.flatMap(toEntry), uses: uses.flatMap(toUse) };
}
