import type { Words } from "@/components/ui/words";

/** What the button says that looks at everything again, in all its states. */
export function checkNowWords({ t }: Words, label: string) {
  return {
    label,
    waiting: t("verification.queued"),
    running: t("verification.progress", { done: "{done}", total: "{total}" }),
    failed: t("errors.title"),
  };
}
