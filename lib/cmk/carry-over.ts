import type { Observed, PartFacts } from "./facts";
import { withSettling } from "./network/settling";
import { valueOf } from "./value-of";

/** What was just seen of one part, each subject once. */
type Seen = { [S in keyof PartFacts]?: PartFacts[S] };

/**
 * Facts as just seen with what only the look before can tell: when the firewall changed and what it was, and since
 * when Adobe's status is what it is.
 */
export function carryOver(known: PartFacts, seen: Seen): Seen {
  const carried = { ...seen };
  const vault = valueOf(seen.vault);
  if (seen.vault && vault?.exists) {
    const former = valueOf(known.vault);
    const before = known.vault && former?.exists ? { value: former, at: known.vault.at } : null;
    const value = withSettling(before, { value: vault, at: seen.vault.at });
    carried.vault = { ...seen.vault, value } as Observed<typeof value>;
  }
  const config = valueOf(seen.config);
  if (seen.config && config?.exists) {
    const former = valueOf(known.config);
    const same = former?.exists && former.name === config.name && former.status === config.status;
    const statusSince = (same ? (former.statusSince ?? known.config?.at) : undefined) ?? seen.config.at;
    carried.config = { ...seen.config, value: { ...config, statusSince } };
  }
  return carried;
}
