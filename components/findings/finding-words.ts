import type { Words } from "@/components/ui/words";
import type { FindingRow } from "@/lib/cmk/findings/finding-views";

/** What a finding is about, in a sentence. */
export function findingTitle(
  { check, reason }: Pick<FindingRow, "check" | "reason">,
  { t, has }: Words,
): string {
  return reason && has(`checkReasons.${reason.key}`)
    ? t(`checkReasons.${reason.key}`, reason.params)
    : t(`checks.${check}.title`);
}
