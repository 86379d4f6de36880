import { Lock } from "lucide-react";
import { ObservedValue } from "@/components/ui/observed-value";
import type { Words } from "@/components/ui/words";
import type { Change } from "@/lib/cmk/plan";

const SIGN = { create: "+", update: "~", send: "→" } as const;
const TONE = { create: "text-ok", update: "text-wait", send: "text-accent" } as const;

/** Every property before and after, and what cannot be undone. */
export function PlanTable({ changes, words }: { changes: Change[]; words: Words }) {
  const { t } = words;
  return (
    <table className="w-full text-[13px]">
      <thead>
        <tr className="text-left text-xs text-ink3">
          <th scope="col" className="py-2 pl-4 font-medium md:pl-5">
            {t("step.resource")}
          </th>
          <th scope="col" className="py-2 pr-4 font-medium max-md:hidden">
            {t("step.before")}
          </th>
          <th scope="col" className="py-2 font-medium">
            {t("step.after")}
          </th>
          <th scope="col" className="py-2 pr-5 max-md:hidden">
            <span className="sr-only">{t("step.undo")}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {changes.map((change) => (
          <tr
            key={`${change.resource} ${change.property} ${change.after}`}
            className="border-t border-line2 align-top"
          >
            <th scope="row" className="relative py-2.5 pr-3 pl-10 text-left font-normal md:pl-12">
              <span aria-hidden className={`absolute left-4 font-mono md:left-5 ${TONE[change.action]}`}>
                {SIGN[change.action]}
              </span>
              <span className="sr-only">{t(`step.actions.${change.action}`)}: </span>
              {t(`properties.${change.property}`)}
              <span className="block max-w-56 truncate text-xs text-ink3" title={change.resource}>
                {change.resource === change.after ? "" : change.resource}
              </span>
            </th>
            <td className="py-2.5 pr-3 font-mono text-xs text-ink3 max-md:hidden">
              {change.before ?? t("common.none")}
            </td>
            <td className="py-2.5 pr-4 font-mono text-xs [overflow-wrap:anywhere]">
              {change.before ? (
                <span className="text-ink3 line-through md:hidden">{change.before} </span>
              ) : null}
              {change.after.startsWith("/subscriptions/") ? (
                <ObservedValue value={change.after} words={words} />
              ) : (
                change.after
              )}
              {change.reversible ? null : (
                <Irreversible text={t("step.irreversible")} className="mt-1 md:hidden" />
              )}
            </td>
            <td className="py-2.5 pr-5 text-right text-xs whitespace-nowrap max-md:hidden">
              {change.reversible ? null : <Irreversible text={t("step.irreversible")} />}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Irreversible({ text, className = "" }: { text: string; className?: string }) {
  return (
    <span className={`inline-flex items-center gap-1 font-sans text-wait ${className}`}>
      <Lock aria-hidden className="size-3" strokeWidth={1.75} />
      {text}
    </span>
  );
}
