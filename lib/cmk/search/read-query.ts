import { AZURE_CLOUD_IDS } from "../azure-clouds";
import { parseKeyAddress } from "../key-address";
import { SEARCH_LIMIT } from "./search-kinds";

/**
 * What somebody looks for. `key`: what a value is to begin with, in small letters. `text`: the same as words, for
 * names; empty for an identifier or address whose form is known, so that nothing else is meant.
 */
export type SearchQuery = { key: string; text: string };

const BARE_GUID = /^[0-9a-f]{32}$/i;
const IMS_ORG = /^[0-9A-F]{24}(@(AdobeOrg)?)?$/i;
/** Managed vaults and resource ids without a key: what is left of an address is the vault. */
const VAULT_HOST =
  /^(?:https?:\/\/)?([a-z][a-z0-9-]{1,22}[a-z0-9])\.(?:privatelink\.)?vault(?:core)?\.[a-z.]+(?::443)?(?:[/?#].*)?$/i;
const VAULT_RESOURCE = /\/providers\/microsoft\.keyvault\/(?:vaults|managedhsms)\/([^/?#]+)/i;

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** `kv/name` or the vault of an address in any form that people paste; null for what is no address. */
function addressKey(text: string): string | null {
  for (const cloud of AZURE_CLOUD_IDS) {
    const parsed = parseKeyAddress(text, cloud);
    if (parsed.ok) return `${parsed.vault}/${parsed.key}`.toLowerCase();
  }
  const vault = VAULT_RESOURCE.exec(text)?.[1] ?? VAULT_HOST.exec(text)?.[1];
  return vault ? vault.toLowerCase() : null;
}

/** Understands a search: an identifier or address in any usual form is looked up as such, the rest as words. */
export function readQuery(input: string): SearchQuery {
  const text = decoded(input.slice(0, SEARCH_LIMIT * 10))
    // PostgreSQL takes no zero byte, and nobody means the rest.
    .replace(/\p{Cc}+/gu, " ")
    .trim()
    .replace(/^["'<({[]+|["'>)}\],;]+$/g, "")
    .trim();
  const address = /[./]/.test(text) && !/\s/.test(text) ? addressKey(text) : null;
  if (address) return { key: address, text: "" };
  const bare = text.replace(/^#/, "").toLowerCase().slice(0, SEARCH_LIMIT);
  return { key: bare, text: BARE_GUID.test(bare) || IMS_ORG.test(bare) ? "" : bare };
}
