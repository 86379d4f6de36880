"use client";
import { useMemo } from "react";
import { PlanMark } from "@/components/setup/plan-card";
import { PlanTabs } from "@/components/setup/plan-tabs";
import { RightsLine } from "@/components/setup/rights-line";
import { BUTTON } from "@/components/ui/button-look";
import { Notice } from "@/components/ui/notice";
import { ProblemNotice } from "@/components/ui/problem-notice";
import { type Messages, type Words, wordsFrom } from "@/components/ui/words";
import type { PartId } from "@/lib/cmk/parts";
import type { RightsPlanView } from "@/lib/cmk/watcher/views";
import { ConsentHandOver } from "./consent-hand-over";
import { useRights } from "./use-rights";

type Props = {
  organisationId: string;
  part: PartId;
  lacking: boolean;
  locale: string;
  messages: Messages;
  now: string;
};

/** Roles that are held already: what is left is Azure's time, and another look. */
function Held({
  held,
  applied,
  words: { t },
}: Pick<RightsPlanView, "held"> & { applied: boolean; words: Words }) {
  if (held.length === 0) return null;
  return (
    <div className="border-t border-line2 p-4 md:px-5">
      <Notice
        tone={applied ? "ok" : "wait"}
        live="polite"
        title={t(applied ? "rights.given" : "rights.held")}
      >
        <ul className="[overflow-wrap:anywhere]">
          {held.map(({ name, scope }) => (
            <li key={`${name} ${scope}`}>
              {name}: <span className="font-mono text-xs">{scope}</span>
            </li>
          ))}
        </ul>
        <p>{t("rights.heldText", { check: t("rights.checkAgain") })}</p>
      </Notice>
    </div>
  );
}

/** The plan that gives Clavis's read-only identity what it lacks in one part, previewed, applied and read back. */
export function RightsPlan({ organisationId, part, lacking, locale, messages, now }: Props) {
  const words = useMemo(() => wordsFrom(locale, messages), [locale, messages]);
  const { t } = words;
  const { view, problem, busy, applied, preview, apply, close } = useRights(organisationId, part);
  const empty = view !== null && view.plan.operations.length === 0;
  return (
    <div>
      {problem ? (
        <div className="border-t border-line2 p-4 md:px-5">
          <ProblemNotice problem={problem} words={words} />
        </div>
      ) : null}
      {view && !empty ? (
        <section aria-label={t("rights.plan")} className="border-t border-line2">
          <PlanTabs
            plan={view.plan}
            scripts={view.scripts}
            permitted={view.permitted}
            title={t("step.planTitle")}
            words={words}
          />
          <div className="flex flex-wrap items-center gap-3 border-t border-line2 p-4 md:px-5">
            <RightsLine permitted={view.permitted} words={words} />
            <button
              type="button"
              className={BUTTON.main}
              disabled={busy !== null}
              aria-busy={busy === "apply"}
              onClick={() => void apply()}
            >
              {busy === "apply" ? t("step.applying") : t("rights.apply")}
            </button>
            <button type="button" className={BUTTON.plain} disabled={busy !== null} onClick={close}>
              {t("common.cancel")}
            </button>
            <PlanMark hash={view.plan.hash} checkedAt={null} words={words} now={now} />
          </div>
        </section>
      ) : null}
      {view ? <Held held={view.held} applied={applied} words={words} /> : null}
      {view && empty && view.held.length === 0 && !view.consent ? (
        <p className="border-t border-line2 p-4 text-[13px] text-ink2 md:px-5">{t("rights.nothing")}</p>
      ) : null}
      {view?.consent ? <ConsentHandOver consent={view.consent} words={words} /> : null}
      {lacking && (view === null || empty) ? (
        <div className="border-t border-line2 p-4 md:px-5">
          <button
            type="button"
            className={view ? BUTTON.plain : BUTTON.main}
            disabled={busy !== null}
            aria-busy={busy === "plan"}
            onClick={() => void preview()}
          >
            {t(busy === "plan" ? "rights.planning" : "rights.preview")}
          </button>
        </div>
      ) : null}
    </div>
  );
}
