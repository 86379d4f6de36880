import { CLOUDS } from "../core/clouds";
import { APPS } from "../seed/names";

/** One resource that a token can be for. */
export type Resource = { audience: string; appId: string; delegated: string };

const DIRECTORY = "Application.ReadWrite.All Directory.Read.All User.Read";
const https = (host: string) => `https://${host}`;

const RESOURCES: { names: string[]; appId: string; delegated: string }[] = Object.values(CLOUDS).flatMap(
  ({ resourceManager, resourceManagerAlias, vaultSuffix, hsmSuffix, graph, logAnalytics }) => [
    {
      names: [https(resourceManager), https(resourceManagerAlias), APPS.resourceManager],
      appId: APPS.resourceManager,
      delegated: "user_impersonation",
    },
    { names: [https(vaultSuffix), APPS.keyVault], appId: APPS.keyVault, delegated: "user_impersonation" },
    { names: [https(hsmSuffix)], appId: APPS.keyVault, delegated: "user_impersonation" },
    {
      names: [...logAnalytics.map(https), APPS.logAnalytics],
      appId: APPS.logAnalytics,
      delegated: "Data.Read",
    },
    { names: [https(graph), APPS.graph], appId: APPS.graph, delegated: DIRECTORY },
  ],
);

const IDENTITY = ["openid", "profile", "email", "offline_access"];

/** A resource by its address or application id, as v1's `resource` names it. */
export function resourceNamed(name: string): Resource | null {
  const wanted = name.replace(/\/+$/, "").toLowerCase();
  const found = RESOURCES.find((candidate) => candidate.names.includes(wanted));
  if (!found) return null;
  return { audience: name.includes("://") ? name.replace(/\/+$/, "") : (found.names[0] ?? name), ...found };
}

export type Asked =
  | { ok: true; resource: Resource; scp: string; isDefault: boolean; identity: string[]; requested: string[] }
  | { ok: false; reason: "unknown"; resource: string }
  | { ok: false; reason: "several" | "empty" };

/** Splits "resource/.default", "resource//.default" and "resource/permission"; a bare name belongs to Graph. */
function parted(scope: string): { resource: string; permission: string } {
  const at = scope.lastIndexOf("/");
  if (at < 0) return { resource: "https://graph.microsoft.com", permission: scope };
  return { resource: scope.slice(0, at), permission: scope.slice(at + 1) };
}

/** What a scope parameter asks for: one resource, the permissions on it, and the sign-in scopes. */
export function readScope(scope: string): Asked {
  const requested = scope.split(/[\s+]+/).filter(Boolean);
  if (requested.length === 0) return { ok: false, reason: "empty" };
  const identity = requested.filter((name) => IDENTITY.includes(name.toLowerCase()));
  const rest = requested.filter((name) => !IDENTITY.includes(name.toLowerCase())).map(parted);
  const [first] = rest;
  const name = first?.resource ?? "https://graph.microsoft.com";
  const resource = resourceNamed(name);
  if (!resource) return { ok: false, reason: "unknown", resource: name };
  if (rest.some((part) => resourceNamed(part.resource)?.appId !== resource.appId))
    return { ok: false, reason: "several" };
  const isDefault = rest.some((part) => part.permission === ".default");
  const named = rest.filter((part) => part.permission !== ".default").map((part) => part.permission);
  const scp = isDefault
    ? resource.delegated
    : [...named, ...identity.filter((one) => one !== "offline_access" && !first)].join(" ");
  return { ok: true, resource, scp, isDefault, identity, requested };
}
