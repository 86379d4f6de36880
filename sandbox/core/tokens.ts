import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from "node:crypto";
import type { Caller, SandboxRequest, State, World } from "./types";

export type Claims = Record<string, unknown>;

export type Verdict =
  | { ok: true; caller: Caller; claims: Claims }
  | { ok: false; reason: "missing" | "expired" | "audience" | "signature"; detail: string };

const parsed = new Map<string, { privateKey: KeyObject; publicKey: KeyObject }>();

function keyPair(signingKey: State["signingKey"]): { privateKey: KeyObject; publicKey: KeyObject } {
  const known = parsed.get(signingKey.kid);
  if (known) return known;
  const privateKey = createPrivateKey(signingKey.privateKey);
  const pair = { privateKey, publicKey: createPublicKey(privateKey) };
  parsed.set(signingKey.kid, pair);
  return pair;
}

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString("base64url");
}

/**
 * A signed token for `audience`, good for `seconds`. Tokens live by the machine's own clock, not the sandbox's:
 * whoever holds one judges its age by the same clock.
 */
export function signToken(world: World, claims: Claims, audience: string, seconds: number): string {
  const now = Math.floor(Date.now() / 1000);
  const { kid } = world.state.signingKey;
  const head = encode({ typ: "JWT", alg: "RS256", kid, x5t: kid });
  const body = encode({ aud: audience, iat: now, nbf: now, exp: now + seconds, ...claims });
  const signature = sign(
    "sha256",
    Buffer.from(`${head}.${body}`),
    keyPair(world.state.signingKey).privateKey,
  );
  return `${head}.${body}.${signature.toString("base64url")}`;
}

/** The claims of a token that this sandbox signed; null for any other text. Age is not looked at. */
export function readToken(world: World, token: string): Claims | null {
  const [head, body, signature] = token.split(".");
  if (!head || !body || !signature) return null;
  const signed = Buffer.from(`${head}.${body}`);
  const good = verify(
    "sha256",
    signed,
    keyPair(world.state.signingKey).publicKey,
    Buffer.from(signature, "base64url"),
  );
  if (!good) return null;
  return JSON.parse(Buffer.from(body, "base64url").toString("utf8")) as Claims;
}

function asCaller(claims: Claims): Caller {
  const kind = claims.idtyp === "app" ? "app" : "user";
  return {
    kind,
    objectId: String(claims.oid),
    appId: String(claims.appid ?? claims.azp),
    tenantId: String(claims.tid),
    name: String(claims.unique_name ?? claims.app_displayname ?? claims.appid),
    scopes: typeof claims.scp === "string" ? claims.scp.split(" ") : [],
    roles: Array.isArray(claims.roles) ? claims.roles.map(String) : [],
  };
}

function plain(audience: string): string {
  return audience.replace(/\/+$/, "").toLowerCase();
}

/** Checks a bearer token: present, signed here, not expired, and meant for one of `audiences`. */
export function verifyBearer(request: SandboxRequest, world: World, audiences: string[]): Verdict {
  const found = /^(?:Bearer|PoP)\s+(\S+)$/i.exec(request.headers.authorization ?? "");
  if (!found?.[1]) return { ok: false, reason: "missing", detail: "no bearer token" };
  let claims: Claims | null = null;
  try {
    claims = readToken(world, found[1]);
  } catch {
    claims = null;
  }
  if (!claims) return { ok: false, reason: "signature", detail: "not a token of this authority" };
  if (Number(claims.exp) * 1000 <= Date.now()) {
    return { ok: false, reason: "expired", detail: new Date(Number(claims.exp) * 1000).toISOString() };
  }
  const audience = String(claims.aud);
  if (!audiences.some((wanted) => plain(wanted) === plain(audience)))
    return { ok: false, reason: "audience", detail: audience };
  return { ok: true, caller: asCaller(claims), claims };
}
