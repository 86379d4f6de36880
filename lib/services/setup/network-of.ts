import "server-only";
import type { PartInput } from "@/lib/cmk/input";
import { type NetworkView, networkView } from "@/lib/cmk/network/network-view";
import { valueOf } from "@/lib/cmk/value-of";
import type { OrganisationContext } from "../context";

/** Who reaches the vault of a part, as last seen; null while there is none. */
export function networkOf(context: OrganisationContext, input: PartInput): NetworkView | null {
  const vault = valueOf(input.facts.vault);
  if (!vault?.exists) return null;
  const { addresses = { console: null, admin: null } } = context;
  return networkView(vault, addresses, input, input.now);
}
