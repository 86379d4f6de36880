import { CircleHelp, UserRoundCheck, UserRoundX } from "lucide-react";
import type { Words } from "@/components/ui/words";

const LOOK = {
  yes: [UserRoundCheck, "text-ok"],
  no: [UserRoundX, "text-bad"],
  unknown: [CircleHelp, "text-ink3"],
} as const;

/** Whether the signed-in person may make a change: an icon and a word. */
export function RightMark({ allowed, words: { t } }: { allowed: boolean | null; words: Words }) {
  const state = allowed === null ? "unknown" : allowed ? "yes" : "no";
  const [Icon, tone] = LOOK[state];
  return (
    <span className="inline-flex items-center gap-1.5 text-ink2">
      <Icon aria-hidden className={`size-3.5 shrink-0 ${tone}`} strokeWidth={1.75} />
      {t(`step.may.${state}`)}
    </span>
  );
}
