import type { Words } from "@/components/ui/words";
import type { CheckResult, CheckState } from "@/lib/cmk/checks/check";

const ORDER: readonly CheckState[] = ["fail", "warn", "unknown", "pass"];

/** How many checks are in which state, in a line. */
export function stateCounts(rows: readonly Pick<CheckResult, "state">[], { t }: Words): string {
  return ORDER.flatMap((state) => {
    const count = rows.filter((row) => row.state === state).length;
    return count > 0 ? [t(`verification.counts.${state}`, { count })] : [];
  }).join(", ");
}
