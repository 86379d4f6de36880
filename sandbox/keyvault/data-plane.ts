import { randomUUID } from "node:crypto";
import { firstMatch, type Matcher, route } from "../core/match";
import { json, text } from "../core/reply";
import type { SandboxReply, SandboxRequest, Vault, World } from "../core/types";
import { auditCall } from "./audit";
import { authenticate } from "./authenticate";
import { deleteKey, getDeletedKey, listDeletedKeys, purgeKey, recoverKey } from "./deleted-keys";
import { getKey, listKeys, listVersions } from "./read-keys";
import { getRotationPolicy, rotateIfDue, rotateKey, setRotationPolicy } from "./rotation";
import { type Use, useKey } from "./use-key";
import { OPERATIONS, permit, type VaultCall } from "./vault-call";
import { badParameter, VaultError } from "./vault-error";
import { sweepExpired, vaultAddress } from "./vault-model";
import { createKey, importKey, updateKey } from "./write-keys";

const VERSIONS = [
  "2015-06-01",
  "2016-10-01",
  "7.0",
  "7.1",
  "7.2",
  "7.3",
  "7.4",
  "7.5",
  "7.6-preview.2",
  "7.6",
  "2025-06-01-preview",
];
const KNOWN_VERSIONS = [...VERSIONS, "2025-07-01"];

type Handler = (call: VaultCall) => SandboxReply | Promise<SandboxReply>;

const USES: Use[] = ["wrapKey", "unwrapKey", "encrypt", "decrypt", "sign", "verify"];

function emptyList(kind: "listSecrets" | "listCertificates"): Handler {
  return (call) => {
    permit(call, OPERATIONS[kind]);
    return json(200, { value: [], nextLink: null });
  };
}

export const KEY_ROUTES: [Matcher, Handler][] = [
  [route("GET", "/keys"), listKeys],
  [route("POST", "/keys/{name}/create"), createKey],
  [route("GET", "/keys/{name}/versions"), listVersions],
  [route("GET", "/keys/{name}/rotationpolicy"), getRotationPolicy],
  [route("PUT", "/keys/{name}/rotationpolicy"), setRotationPolicy],
  [route("POST", "/keys/{name}/rotate"), rotateKey],
  ...USES.map((use): [Matcher, Handler] => [route("POST", `/keys/{name}/{version}/${use}`), useKey(use)]),
  ...USES.map((use): [Matcher, Handler] => [route("POST", `/keys/{name}/${use}`), useKey(use)]),
  [route("GET", "/keys/{name}"), getKey],
  [route("GET", "/keys/{name}/{version}"), getKey],
  [route("PATCH", "/keys/{name}"), updateKey],
  [route("PATCH", "/keys/{name}/{version}"), updateKey],
  [route("PUT", "/keys/{name}"), importKey],
  [route("DELETE", "/keys/{name}"), deleteKey],
  [route("GET", "/deletedkeys"), listDeletedKeys],
  [route("GET", "/deletedkeys/{name}"), getDeletedKey],
  [route("POST", "/deletedkeys/{name}/recover"), recoverKey],
  [route("DELETE", "/deletedkeys/{name}"), purgeKey],
];

/** What only vaults have: nothing is in them here but keys. */
export const OTHER_ROUTES: [Matcher, Handler][] = [
  [route("GET", "/secrets"), emptyList("listSecrets")],
  [route("GET", "/deletedsecrets"), emptyList("listSecrets")],
  [route("GET", "/certificates"), emptyList("listCertificates")],
  [route("GET", "/deletedcertificates"), emptyList("listCertificates")],
  [route("GET", "/certificates/issuers"), emptyList("listCertificates")],
];

/** Answers for a vault, or a managed HSM, at its own host name; `vault` is the one of that name. */
export async function answerDataPlane(
  request: SandboxRequest,
  world: World,
  vault: Vault | undefined,
  routes: [Matcher, Handler][],
): Promise<SandboxReply> {
  sweepExpired(world);
  // A vault's name leaves DNS with the vault, and enters it a while after its creation.
  const isThere =
    vault && !vault.deleted && vaultAddress(vault) === `https://${request.host}` && vault.activated !== false;
  if (!isThere || Date.parse(vault.readyAt) > world.now().getTime()) {
    return text(502, `The name ${request.host} does not resolve: no such vault.`);
  }
  let call: VaultCall | null = null;
  let reply: SandboxReply;
  try {
    const caller = authenticate(request, world, vault);
    const apiVersion = request.url.searchParams.get("api-version");
    if (!apiVersion) throw badParameter("api-version must be specified");
    if (!KNOWN_VERSIONS.includes(apiVersion)) {
      throw badParameter(
        `The specified version (${apiVersion}) is not recognized. Use one of: ${KNOWN_VERSIONS.join()}`,
      );
    }
    const match = firstMatch(routes, request);
    if (!match)
      throw new VaultError(404, "NotFound", `No resource answers ${request.method} ${request.url.pathname}.`);
    await rotateIfDue(world, vault);
    call = { request, world, vault, caller, params: match.params, now: world.now(), grantId: null };
    reply = await match.found(call);
  } catch (error) {
    if (!(error instanceof VaultError)) throw error;
    reply = error.toReply();
  }
  if (call) auditCall(call, reply);
  return {
    ...reply,
    headers: { ...headersFor(request, vault.location, call?.grantId ?? null), ...reply.headers },
  };
}

function headersFor(
  request: SandboxRequest,
  location: string,
  grantId: string | null,
): Record<string, string> {
  const requestId = randomUUID();
  return {
    "cache-control": "no-cache",
    pragma: "no-cache",
    expires: "-1",
    "x-ms-keyvault-region": location,
    "x-ms-keyvault-service-version": "1.9.2512.1",
    "x-ms-keyvault-network-info": `conn_type=Ipv4;addr=${request.clientAddress};act_addr_fam=InterNetwork;`,
    "x-ms-request-id": requestId,
    "x-ms-client-request-id": request.headers["x-ms-client-request-id"] ?? requestId,
    "x-content-type-options": "nosniff",
    "strict-transport-security": "max-age=31536000;includeSubDomains",
    ...(grantId ? { "x-ms-keyvault-rbac-assignment-id": grantId.replaceAll("-", "") } : {}),
  };
}
