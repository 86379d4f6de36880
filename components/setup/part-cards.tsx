import Link from "next/link";
import { StatusChip } from "@/components/ui/status-chip";
import { BAR_OF } from "@/components/ui/tone";
import type { Words } from "@/components/ui/words";
import type { KeyLifeClock } from "@/lib/cmk/key-life/clock";
import { findStep } from "@/lib/cmk/parts";
import type { PartState } from "@/lib/cmk/progress";
import { routes } from "@/lib/routes";
import { ClockLine } from "./key-life/clock-line";
import { outcomeTone, summaryOf } from "./outcome-look";
import { PART_TONE } from "./part-tone";

type Props = {
  organisationId: string;
  parts: readonly PartState[];
  clocks: Record<PartState["part"], KeyLifeClock>;
  words: Words;
  now: string;
};

/** Both parts, always in sight: neither is optional. */
export function PartCards(props: Props) {
  return (
    <ul className="mb-7 grid grid-cols-2 gap-2 md:gap-4">
      {props.parts.map((part) => (
        <li key={part.part} className="relative min-w-0 rounded-xl border border-line bg-panel p-3 md:p-5">
          <PartCard {...props} part={part} />
        </li>
      ))}
    </ul>
  );
}

function PartCard({ organisationId, part, clocks, words, now }: Omit<Props, "parts"> & { part: PartState }) {
  const { t } = words;
  const next = part.steps.find((step) => step.key === part.next);
  const target = findStep(part.part, next?.id ?? part.steps[0]?.id ?? "");
  const name = t(`parts.${part.part}.name`);
  const waiting = part.steps
    .find((step) => step.id === "confirmation")
    ?.requirements.find(({ reason }) => reason?.key.startsWith("ticket-open"))?.reason;
  return (
    <>
      <div className="flex flex-col items-start gap-x-3 gap-y-1.5 md:flex-row">
        <h2 className="min-w-0 flex-1 font-medium">
          <span className="block text-xs font-normal text-ink3">{t(`parts.${part.part}.label`)}</span>
          {target ? (
            <Link
              href={routes.step(organisationId, part.part, target.id)}
              className="mt-0.5 block after:absolute after:inset-0 after:rounded-xl"
            >
              <span className="hidden md:inline">{name}</span>
              <abbr title={name} className="no-underline md:hidden">
                {t(`parts.${part.part}.short`)}
              </abbr>
            </Link>
          ) : null}
        </h2>
        <StatusChip tone={PART_TONE[part.status]} word={t(`parts.status.${part.status}`)} />
      </div>
      <div aria-hidden className="mt-3 flex gap-0.5 md:mt-4 md:gap-1">
        {part.steps.map((step) => (
          <span
            key={step.key}
            className={`h-1 flex-1 rounded-full md:h-1.5 ${BAR_OF[outcomeTone(step.outcome)]}`}
          />
        ))}
      </div>
      <div className="mt-2.5 flex flex-wrap justify-between gap-x-3 text-xs text-ink3">
        <span className={part.part === "cja" ? "" : "max-md:hidden"}>
          {waiting
            ? t(`reasons.${waiting.key}`, waiting.params)
            : part.part === "cja"
              ? t("parts.cjaNeeded")
              : next
                ? summaryOf(next, words, now)
                : t("parts.status.complete")}
        </span>
        <span className="tnum">{t("parts.done", { done: part.done, total: part.total })}</span>
      </div>
      {clocks[part.part].first || part.status === "complete" ? (
        <div className="mt-2">
          <ClockLine clock={clocks[part.part]} words={words} now={now} />
        </div>
      ) : null}
    </>
  );
}
