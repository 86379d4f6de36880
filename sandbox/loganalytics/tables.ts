import type { AuditEvent } from "../core/log-types";

export type Row = Record<string, unknown>;
export type Table = "AzureDiagnostics" | "AZKVAuditLogs";

/** One audit event as a row of AzureDiagnostics, the table that many services share. */
function shared(event: AuditEvent): Row {
  const { at, vaultId, operation, httpStatus, keyId, requestUri, by, correlationId } = event;
  const [, subscription = "", group = "", name = ""] =
    /^\/subscriptions\/([^/]+)\/resourceGroups\/([^/]+)\/.*\/([^/]+)$/i.exec(vaultId) ?? [];
  return {
    TimeGenerated: at,
    ResourceId: vaultId.toUpperCase(),
    ResourceProvider: "MICROSOFT.KEYVAULT",
    SubscriptionId: subscription,
    ResourceGroup: group.toUpperCase(),
    Resource: name.toUpperCase(),
    Category: "AuditEvent",
    OperationName: operation,
    ResultType: "Success",
    ResultSignature: httpStatus < 400 ? "OK" : "Forbidden",
    CorrelationId: correlationId,
    CallerIPAddress: by.address,
    httpStatusCode_d: httpStatus,
    requestUri_s: requestUri,
    id_s: keyId ?? "",
    identity_claim_oid_g: by.objectId,
    identity_claim_appid_g: by.appId ?? "",
    identity_claim_http_schemas_xmlsoap_org_ws_2005_05_identity_claims_upn_s:
      by.kind === "user" ? by.name : "",
    _ItemId: event.id,
    _ResourceId: vaultId.toLowerCase(),
  };
}

/** The same as a row of the table of Key Vault's own. */
function own(event: AuditEvent): Row {
  const { at, vaultId, operation, httpStatus, keyId, requestUri, by, correlationId } = event;
  const upn = by.kind === "user" ? { upn: by.name } : {};
  return {
    TimeGenerated: at,
    OperationName: operation,
    ResultType: "Success",
    ResultSignature: httpStatus < 400 ? "OK" : "Forbidden",
    CorrelationId: correlationId,
    CallerIpAddress: by.address,
    HttpStatusCode: httpStatus,
    RequestUri: requestUri,
    Id: keyId ?? "",
    Identity: { claim: { oid: by.objectId, appid: by.appId ?? "", ...upn } },
    _ItemId: event.id,
    _ResourceId: vaultId.toLowerCase(),
  };
}

/** The rows of a table in one workspace; null when nothing was ever written to it, and so it is not there. */
export function tableOf(events: AuditEvent[], table: string): Row[] | null {
  const dedicated = table === "AZKVAuditLogs";
  if (!dedicated && table !== "AzureDiagnostics") return null;
  const found = events.filter((event) => event.dedicated === dedicated);
  return found.length > 0 ? found.map(dedicated ? own : shared) : null;
}
