import { CircleHelp, UserRoundCheck, UserRoundX } from "lucide-react";
import type { Words } from "@/components/ui/words";
import type { Permitted } from "@/lib/cmk/permitted";

/** Whether the signed-in person may do what the plan needs, told before the click; and who could, if not. */
export function RightsLine({ permitted, words }: { permitted: Permitted[] | null; words: Words }) {
  const { t } = words;
  const lacking = (permitted ?? []).filter((entry) => entry.allowed === false);
  const unknown = permitted === null || permitted.some((entry) => entry.allowed === null);
  if (lacking.length > 0)
    return (
      <ul className="w-full space-y-2 text-xs text-ink2">
        {lacking.map((entry) => (
          <li key={`${entry.permission} ${entry.scope}`} className="flex items-start gap-2">
            <UserRoundX aria-hidden className="mt-px size-3.5 shrink-0 text-bad" strokeWidth={1.75} />
            <span className="min-w-0 [overflow-wrap:anywhere]">
              {t("step.mayNot", { permissions: entry.permission })}
              <span className="block text-ink3">{whoCould(entry, words)}</span>
            </span>
          </li>
        ))}
      </ul>
    );
  const [Icon, tone, text] = unknown
    ? [CircleHelp, "text-ink3", t("step.mayUnknown")]
    : [UserRoundCheck, "text-ok", t("step.mayDo")];
  return (
    <p className="flex w-full items-start gap-2 text-xs text-ink2">
      <Icon aria-hidden className={`size-3.5 shrink-0 ${tone}`} strokeWidth={1.75} />
      <span className="min-w-0 break-words">{text}</span>
    </p>
  );
}

function whoCould({ holders, scope }: Permitted, { t }: Words): string {
  const actor = t(`actors.${holders.actor}`);
  if (holders.roles.length === 0) return t("step.couldDo", { actor });
  const roles = holders.roles.join(", ");
  return scope ? t("step.couldDoAt", { actor, roles, scope }) : t("step.couldDoWith", { actor, roles });
}
