import { Notice } from "@/components/ui/notice";
import type { Words } from "@/components/ui/words";
import type { Outcome } from "@/lib/cmk/outcome";
import type { StepView } from "@/lib/cmk/views";
import { LateCauses } from "./late-causes";
import { elapsed, minutes } from "./outcome-look";

type Waiting = Extract<Outcome, { kind: "waiting" }>;
type Props = { outcome: Waiting; view: StepView; words: Words; now: string };

/** A wait: that nothing is wrong and how long it takes; once it took too long, what to look at. */
export function WaitNotice({ outcome, view, words, now }: Props) {
  const { t, locale } = words;
  const { checkedAt, late } = view;
  const { reason, since, until, overdue } = outcome;
  const at = Date.parse(now);
  const title = t(`waiting.${reason}.title`);
  const left = until === null ? null : Date.parse(until) - at;
  const counting = left !== null && left > 0;
  const time = new Date(checkedAt ?? now).toISOString().slice(11, 19);
  const taken = since === null ? "" : elapsed(locale, Date.parse(since), at);
  const announced = !counting
    ? title
    : left < 60_000
      ? t("waiting.announceSoon", { title })
      : t("waiting.announce", { title, count: Math.ceil(left / 60_000) });
  return (
    <>
      {/* Changes by the minute: a clock that is read out each second helps nobody. */}
      <p role="status" className="sr-only">
        {announced}
      </p>
      <Notice tone="wait" title={title}>
        {overdue ? (
          <>
            <p>{t("waiting.overdue", { time: taken })}</p>
            {late ? <LateCauses late={late} view={view} words={words} /> : null}
          </>
        ) : (
          <p>
            {t("waiting.notWrong")}{" "}
            {counting ? (
              <span className="tnum font-medium">{t("waiting.left", { time: minutes(at, at + left) })}</span>
            ) : null}
          </p>
        )}
        <p className="text-xs">
          {t("waiting.checked", { seconds: reason.startsWith("adobe") ? 8 : 4, time: `${time} UTC` })}
        </p>
      </Notice>
    </>
  );
}
