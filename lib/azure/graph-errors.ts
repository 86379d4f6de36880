import "server-only";
import { GraphError } from "@microsoft/microsoft-graph-client";
import { networkCode } from "@/lib/vendor-call";
import { VendorError } from "@/lib/vendor-error";
import { unreachable, vendorFailure } from "./errors";

/** Two answers say "there already", one of them with status 400. Source: contracts of POST /servicePrincipals. */
const DUPLICATE = "Request_MultipleObjectsWithSameKeyValue";

/** What the Graph SDK threw, or what its client recorded before the SDK wrapped it, as a VendorError. */
export function describeGraphError(error: unknown): VendorError {
  if (error instanceof VendorError) return error;
  if (!(error instanceof GraphError)) {
    const network = networkCode(error);
    if (network) return unreachable("graph", network, error);
    return vendorFailure(
      "graph",
      { status: null, code: null, message: error instanceof Error ? error.message : String(error) },
      error,
    );
  }
  const code = error.code && error.code !== "Error" ? error.code : null;
  const found = {
    status: code === DUPLICATE ? 409 : error.statusCode > 0 ? error.statusCode : null,
    code,
    message: error.message || `Graph answered ${error.statusCode}.`,
    requestId: error.requestId ?? error.headers?.get("request-id") ?? null,
    retryAfter: error.headers?.get("retry-after") ?? null,
  };
  return vendorFailure("graph", found, error);
}
