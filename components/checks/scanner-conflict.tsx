import { Notice } from "@/components/ui/notice";
import type { Words } from "@/components/ui/words";
import type { CheckId } from "@/lib/cmk/checks/check-ids";

/** Whether generic scanners ask for what would do harm here; then the check has words for it. */
export const hasConflict = (check: CheckId, { has }: Words) => has(`checkPage.conflicts.${check}`);

/** What generic scanners ask for and why it is not simply done, wherever such a check stands by itself. */
export function ScannerConflict({ check, words }: { check: CheckId; words: Words }) {
  const { t } = words;
  if (!hasConflict(check, words)) return null;
  return (
    <Notice tone="accent" title={t("checkPage.conflict")}>
      <p>{t(`checkPage.conflicts.${check}`)}</p>
    </Notice>
  );
}
