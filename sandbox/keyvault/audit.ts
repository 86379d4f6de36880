import type { SandboxReply } from "../core/types";
import { doerOf, recordAudit } from "../logs/record";
import { findKey, latest } from "./key-version";
import type { VaultCall } from "./vault-call";
import { vaultAddress } from "./vault-model";

/** Operation names of Key Vault's audit events, by method and the last word of the path's pattern. */
const BY_VERB: Record<string, string> = {
  "POST create": "KeyCreate",
  "POST rotate": "KeyRotate",
  "POST recover": "KeyRecover",
  "POST wrapkey": "KeyWrap",
  "POST unwrapkey": "KeyUnwrap",
  "POST encrypt": "KeyEncrypt",
  "POST decrypt": "KeyDecrypt",
  "POST sign": "KeySign",
  "POST verify": "KeyVerify",
  "GET versions": "KeyListVersions",
  "GET rotationpolicy": "KeyRotationPolicyGet",
  "PUT rotationpolicy": "KeyRotationPolicySet",
};
const ON_KEY: Record<string, string> = {
  GET: "KeyGet",
  PATCH: "KeyUpdate",
  PUT: "KeyImport",
  DELETE: "KeyDelete",
};
const ON_DELETED: Record<string, string> = { GET: "KeyGetDeleted", DELETE: "KeyPurge" };

/** What a request to a vault is called in its audit log; null for what has no name there. */
export function auditName(method: string, path: string): string | null {
  const segments = path
    .split("/")
    .filter(Boolean)
    .map((part) => part.toLowerCase());
  const [list, name] = segments;
  const verb = BY_VERB[`${method} ${segments.at(-1)}`];
  if (verb && segments.length > 2) return verb;
  if (list === "keys") return name ? (ON_KEY[method] ?? null) : "KeyList";
  if (list === "deletedkeys") return name ? (ON_DELETED[method] ?? null) : "KeyListDeleted";
  if (list === "secrets") return "SecretList";
  return list === "certificates" ? "CertificateList" : null;
}

/** Writes down what somebody asked of a vault, with the answer's status. */
export function auditCall(call: VaultCall, { status }: SandboxReply): void {
  const { request, world, vault, caller, params } = call;
  const operation = auditName(request.method, request.url.pathname);
  if (!operation) return;
  const key = params.name ? findKey(world.state, vault, params.name) : undefined;
  const version = params.version ?? (key && latest(key)?.version);
  recordAudit(world, vault, {
    operation,
    httpStatus: status,
    keyId: params.name
      ? [`${vaultAddress(vault)}/keys/${params.name}`, version].filter(Boolean).join("/")
      : null,
    requestUri: request.url.href,
    by: doerOf(caller, request.clientAddress),
  });
  world.save();
}
