import { sameAddress } from "../ids";
import type { PartInput } from "../input";
import { valueOf } from "../value-of";

const BY_NETWORK = ["ForbiddenByFirewall", "ForbiddenByConnection", "ForbiddenByNsp"];

/**
 * Whether a key of the chosen name lies deleted in the vault. seen: the vault showed it. closed: the vault's network
 * rules keep Clavis from seeing it, but it was there before, or its name was refused to a new key. hidden: the same
 * for want of a role. null: nothing speaks for one.
 */
export function deletedKey(input: PartInput): "seen" | "closed" | "hidden" | null {
  const key = valueOf(input.facts.key);
  if (!key || key.exists) return null;
  if (key.softDeleted) return "seen";
  if (!key.hidden) return null;
  const vault = valueOf(input.facts.vault);
  const before = input.remembered?.key?.value;
  const wasThere =
    before !== undefined &&
    vault?.exists === true &&
    sameAddress(before.vaultUri, vault.uri) &&
    before.name.toLowerCase() === input.choices.key.name.toLowerCase();
  if (!wasThere && !input.keyNameHeld) return null;
  return BY_NETWORK.includes(key.hidden) ? "closed" : "hidden";
}
