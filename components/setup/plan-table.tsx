import { Lock } from "lucide-react";
import { ObservedValue } from "@/components/ui/observed-value";
import type { Words } from "@/components/ui/words";
import { mayMake, type Permitted } from "@/lib/cmk/permitted";
import type { Change } from "@/lib/cmk/plan";
import { RightMark } from "./right-mark";

const SIGN = { create: "+", update: "~", remove: "−", send: "→" } as const;
const TONE = { create: "text-ok", update: "text-wait", remove: "text-bad", send: "text-accent" } as const;

type TableProps = { changes: Change[]; permitted?: Permitted[] | null; words: Words };

/** Every property before and after, what cannot be undone, and whether the signed-in person may do it. */
export function PlanTable({ changes, permitted = null, words }: TableProps) {
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
          <th scope="col" className="py-2 font-medium max-md:hidden">
            {t("step.after")}
          </th>
          <th scope="col" className="py-2 pr-4 max-md:hidden">
            <span className="sr-only">{t("step.undo")}</span>
          </th>
          {permitted ? (
            <th scope="col" className="w-px py-2 pr-4 font-medium whitespace-nowrap md:pr-5">
              {t("step.mayColumn")}
            </th>
          ) : null}
        </tr>
      </thead>
      <tbody>
        {changes.map((change) => (
          <Row
            key={`${change.resource} ${change.property} ${change.after}`}
            change={change}
            allowed={permitted ? mayMake(change, permitted) : undefined}
            words={words}
          />
        ))}
      </tbody>
    </table>
  );
}

type RowProps = { change: Change; allowed: boolean | null | undefined; words: Words };

function Row({ change, allowed, words }: RowProps) {
  const { t } = words;
  const { action, resource, property, before, after, reversible } = change;
  const was = before === null ? t("common.none") : <Shown value={before} words={words} />;
  const value = <Shown value={after} words={words} />;
  return (
    <tr className="border-t border-line2 align-top">
      <th scope="row" className="relative py-2.5 pr-4 pl-10 text-left font-normal md:pl-12">
        <span aria-hidden className={`absolute left-4 font-mono md:left-5 ${TONE[action]}`}>
          {SIGN[action]}
        </span>
        <span className="sr-only">{t(`step.actions.${action}`)}: </span>
        {t(`properties.${property}`)}
        <span className="block max-w-40 truncate text-xs text-ink3 md:max-w-56" title={resource}>
          {resource === after ? "" : resource}
        </span>
        <span className="mt-1 block font-mono text-xs [overflow-wrap:anywhere] md:hidden">
          {before ? <del className="text-ink3">{was} </del> : null}
          {value}
        </span>
        {reversible ? null : (
          <Irreversible text={t("step.irreversible")} className="mt-1 text-xs md:hidden" />
        )}
      </th>
      <td className="py-2.5 pr-4 font-mono text-xs text-ink3 max-md:hidden">{was}</td>
      <td className="py-2.5 pr-4 font-mono text-xs [overflow-wrap:anywhere] max-md:hidden">{value}</td>
      <td className="py-2.5 pr-4 text-right text-xs whitespace-nowrap max-md:hidden">
        {reversible ? null : <Irreversible text={t("step.irreversible")} />}
      </td>
      {allowed === undefined ? null : (
        <td className="py-2.5 pr-4 text-xs whitespace-nowrap md:pr-5" title={change.permission}>
          <RightMark allowed={allowed} words={words} />
        </td>
      )}
    </tr>
  );
}

/** Ids short, moments in the reader's zone; the rest as it will be written. */
function Shown({ value, words }: { value: string; words: Words }) {
  return /^\/subscriptions\/|^\d{4}-\d\d-\d\dT/.test(value) ? (
    <ObservedValue value={value} words={words} />
  ) : (
    value
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
