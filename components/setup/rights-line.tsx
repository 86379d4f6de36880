import { CircleHelp, UserRoundCheck, UserRoundX } from "lucide-react";
import type { Words } from "@/components/ui/words";

type Permitted = { permission: string; allowed: boolean | null }[];

/** Whether the signed-in person may do what the plan needs, told before the click. */
export function RightsLine({ permitted, words: { t } }: { permitted: Permitted | null; words: Words }) {
  const lacking = (permitted ?? []).filter((entry) => entry.allowed === false);
  const unknown = permitted === null || permitted.some((entry) => entry.allowed === null);
  const [Icon, tone, text] =
    lacking.length > 0
      ? [
          UserRoundX,
          "text-bad",
          t("step.mayNot", { permissions: lacking.map((entry) => entry.permission).join(", ") }),
        ]
      : unknown
        ? [CircleHelp, "text-ink3", t("step.mayUnknown")]
        : [UserRoundCheck, "text-ok", t("step.mayDo")];
  const all = (permitted ?? []).map((entry) => entry.permission).join("\n");
  return (
    <p className="flex w-full items-start gap-2 text-xs text-ink2" title={all}>
      <Icon aria-hidden className={`size-3.5 shrink-0 ${tone}`} strokeWidth={1.75} />
      <span className="min-w-0 break-words">{text}</span>
    </p>
  );
}
