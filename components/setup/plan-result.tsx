"use client";
import { useEffect, useRef, useState } from "react";
import { send } from "@/components/api/send";
import { Skeleton } from "@/components/ui/skeleton";
import { ToneIcon } from "@/components/ui/tone-icon";
import type { Words } from "@/components/ui/words";
import type { ComparedChange } from "@/lib/cmk/compare-plan";
import type { StepResultView, StepView } from "@/lib/cmk/views";
import { api } from "@/lib/routes";

const TONES = { matches: "ok", differs: "bad", unread: "quiet" } as const;

/** After this long the comparison is history: there when asked for. */
const FRESH_MS = 2 * 60_000;

type Props = { view: StepView; words: Words; now: string };

/** What was last applied here beside what was read back since: open right after, and fetched when opened. */
export function PlanResult({ view, words, now }: Props) {
  const { t } = words;
  const { part, id } = view.step;
  const [result, setResult] = useState<StepResultView | "failed" | null>(null);
  const box = useRef<HTMLDetailsElement>(null);
  const ended = view.lastAttempt?.endedAt ?? null;
  const fresh = ended !== null && Date.parse(now) - Date.parse(ended) < FRESH_MS;
  const load = () =>
    send<StepResultView>("GET", api.stepResult(view.organisation.id, part, id)).then(setResult, () =>
      setResult("failed"),
    );
  // An element that is born open tells nobody.
  useEffect(() => {
    if (box.current && fresh) box.current.open = true;
  }, [fresh]);
  return (
    <details
      ref={box}
      className="rounded-xl border border-line bg-panel"
      onToggle={(event) => {
        if (event.currentTarget.open) void load();
      }}
    >
      <summary className="px-4 py-3 text-[13px] font-medium md:px-5">{t("step.result.title")}</summary>
      <div aria-live="polite" className="border-t border-line2 text-[13px]">
        {result === null ? <Skeleton lines={3} /> : null}
        {result === "failed" ? <p className="p-4 text-bad md:px-5">{t("step.result.failed")}</p> : null}
        {result !== null && result !== "failed" ? <Rows result={result} words={words} /> : null}
      </div>
    </details>
  );
}

function Rows({ result: { applied, rows }, words }: { result: StepResultView; words: Words }) {
  const { t } = words;
  if (!applied || rows.length === 0)
    return <p className="p-4 text-ink2 md:px-5">{t("step.result.nothing")}</p>;
  return (
    <>
      <p className="px-4 pt-3 text-xs text-ink3 md:px-5">
        {t("step.result.text", { hash: applied.planHash.slice(0, 6), name: applied.byName })}
      </p>
      <table className="w-full">
        <thead>
          <tr className="text-left text-xs text-ink3">
            <th scope="col" className="py-2 pl-4 font-medium md:pl-5">
              {t("step.resource")}
            </th>
            <th scope="col" className="py-2 pr-4 font-medium max-md:hidden">
              {t("step.result.planned")}
            </th>
            <th scope="col" className="py-2 pr-4 font-medium max-md:hidden">
              {t("step.result.readBack")}
            </th>
            <th scope="col" className="py-2 pr-4 font-medium md:pr-5">
              {t("step.result.state")}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={`${row.resource} ${row.property} ${row.planned}`} row={row} words={words} />
          ))}
        </tbody>
      </table>
    </>
  );
}

function Row({ row, words: { t } }: { row: ComparedChange; words: Words }) {
  const { resource, property, planned, readBack, state } = row;
  const found = readBack ?? t("common.none");
  return (
    <tr className="border-t border-line2 align-top">
      <th scope="row" className="py-2.5 pr-4 pl-4 text-left font-normal md:pl-5">
        {t(`properties.${property}`)}
        <span className="block max-w-56 truncate text-xs text-ink3" title={resource}>
          {resource === planned ? "" : resource}
        </span>
        <span className="mt-1 block font-mono text-xs [overflow-wrap:anywhere] md:hidden">
          {state === "differs" ? `${planned} → ${found}` : planned}
        </span>
      </th>
      <td className="py-2.5 pr-4 font-mono text-xs [overflow-wrap:anywhere] max-md:hidden">{planned}</td>
      <td className="py-2.5 pr-4 font-mono text-xs [overflow-wrap:anywhere] max-md:hidden">{found}</td>
      <td className="py-2.5 pr-4 text-xs md:pr-5">
        <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
          <ToneIcon tone={TONES[state]} className="size-3.5" />
          {t(`step.result.${state}`)}
        </span>
      </td>
    </tr>
  );
}
