import { AZURE_CLOUD_IDS, AZURE_CLOUDS, type AzureCloudId } from "./azure-clouds";
import { GUID_PATTERN, KEY_NAME_PATTERN, RESOURCE_GROUP_PATTERN, VAULT_NAME_PATTERN } from "./ids";

/** Why a pasted address names no key. Wording: `errors.address.<reason>`. */
export const ADDRESS_PROBLEMS = [
  "empty",
  "not-an-address",
  "port",
  "other-host",
  "other-cloud",
  "secret",
  "certificate",
  "vault-only",
  "vault-name",
  "key-name",
  "version",
] as const;
export type AddressProblem = (typeof ADDRESS_PROBLEMS)[number];

export type KeyAddress = {
  ok: true;
  store: "vault" | "hsm";
  /** Name of the vault or of the managed HSM, in lower case. */
  vault: string;
  key: string;
  /** As in the address; Adobe takes none, and follows the newest. */
  version: string | null;
  /** Only a resource id names these. */
  subscriptionId: string | null;
  resourceGroup: string | null;
};
type Parsed = KeyAddress | { ok: false; problem: AddressProblem };

const refuse = (problem: AddressProblem): Parsed => ({ ok: false, problem });

/** ARM: /subscriptions/{id}/resourceGroups/{group}/providers/Microsoft.KeyVault/vaults/{vault}/keys/{key}[/versions/{v}]. */
const RESOURCE_ID =
  /\/subscriptions\/([^/]+)\/resourcegroups\/([^/]+)\/providers\/microsoft\.keyvault\/(vaults|managedhsms)\/([^/]+)(?:\/([^/]+)\/([^/]+)(?:\/versions\/([^/]+))?)?\/?$/i;

function checked(found: KeyAddress): Parsed {
  if (!VAULT_NAME_PATTERN.test(found.vault)) return refuse("vault-name");
  if (!KEY_NAME_PATTERN.test(found.key)) return refuse("key-name");
  if (found.version !== null && !/^[0-9a-f]{32}$/i.test(found.version)) return refuse("version");
  return found;
}

function kindProblem(kind: string | undefined): AddressProblem | null {
  const folder = kind?.toLowerCase();
  if (folder === "keys") return null;
  if (folder === "secrets") return "secret";
  if (folder === "certificates") return "certificate";
  return folder ? "not-an-address" : "vault-only";
}

function fromResourceId(match: RegExpMatchArray): Parsed {
  const [, subscriptionId = "", resourceGroup = "", type = "", vault = "", kind, key = "", version] = match;
  if (!GUID_PATTERN.test(subscriptionId) || !RESOURCE_GROUP_PATTERN.test(resourceGroup))
    return refuse("not-an-address");
  const problem = kindProblem(kind);
  if (problem) return refuse(problem);
  return checked({
    ok: true,
    store: type.toLowerCase() === "vaults" ? "vault" : "hsm",
    vault: vault.toLowerCase(),
    key,
    version: version ?? null,
    subscriptionId: subscriptionId.toLowerCase(),
    resourceGroup,
  });
}

/** The address inside a resource's private link counts as the address itself: the data plane answers to both. */
function storeOf(
  host: string,
  cloud: AzureCloudId,
): { store: KeyAddress["store"]; name: string } | AddressProblem {
  for (const id of AZURE_CLOUD_IDS) {
    const { vaultSuffix, hsmSuffix } = AZURE_CLOUDS[id];
    for (const [suffix, store] of [
      [vaultSuffix, "vault"],
      [vaultSuffix.replace(/^vault\./, "privatelink.vaultcore."), "vault"],
      [vaultSuffix.replace(/^vault\./, "vaultcore."), "vault"],
      [hsmSuffix, "hsm"],
      [hsmSuffix.replace(/^managedhsm\./, "privatelink.managedhsm."), "hsm"],
    ] as const) {
      if (!host.endsWith(`.${suffix}`)) continue;
      return id === cloud ? { store, name: host.slice(0, -suffix.length - 1) } : "other-cloud";
    }
  }
  // Azure Germany was closed in 2021; its addresses are still in old documents.
  return host.endsWith(".vault.microsoftazure.de") ? "other-cloud" : "other-host";
}

/**
 * Understands the address of a key in any form that people paste: with or without scheme, version, port 443 or
 * trailing slash, in any case, in quotes, or as a resource id (also within a portal's address). Refuses with a reason.
 */
export function parseKeyAddress(text: string, cloud: AzureCloudId = "public"): Parsed {
  const trimmed = text.trim().replace(/^["'<(]+|["'>),.;]+$/g, "");
  if (trimmed === "") return refuse("empty");
  const resource = decode(trimmed).split(/[?]/)[0]?.match(RESOURCE_ID);
  if (resource) return fromResourceId(resource);
  const url = asUrl(trimmed);
  if (!url) return refuse("not-an-address");
  const store = storeOf(url.hostname.toLowerCase(), cloud);
  if (typeof store === "string") return refuse(store);
  if (url.port !== "" && url.port !== "443") return refuse("port");
  const [kind, key = "", version = null, ...rest] = url.pathname.split("/").filter(Boolean).map(decode);
  const problem = kindProblem(kind);
  if (problem) return refuse(problem);
  if (key === "") return refuse("vault-only");
  if (rest.length > 0) return refuse("not-an-address");
  return checked({
    ok: true,
    store: store.store,
    vault: store.name,
    key,
    version,
    subscriptionId: null,
    resourceGroup: null,
  });
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function asUrl(text: string): URL | null {
  if (/\s/.test(text)) return null;
  const whole = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`;
  const url = URL.parse(whole);
  if (!url?.hostname.includes(".") || !["http:", "https:"].includes(url.protocol)) return null;
  // http and 80 are how a browser's address bar may hold it; a vault answers on https alone.
  return url;
}
