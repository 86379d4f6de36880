"use client";
import { useRouter } from "next/navigation";
import { useMemo, useRef, useState } from "react";
import { type Problem, problemOf, send } from "@/components/api/send";
import { BUTTON } from "@/components/ui/button-look";
import { Dialog } from "@/components/ui/dialog";
import { Icon } from "@/components/ui/icon";
import { ProblemNotice } from "@/components/ui/problem-notice";
import { type Messages, wordsFrom } from "@/components/ui/words";
import type { PartId } from "@/lib/cmk/parts";
import type { PartPlanView } from "@/lib/cmk/views";
import { api } from "@/lib/routes";
import { newPlan } from "./new-plan";
import { PlanTabs } from "./plan-tabs";
import { RightsLine } from "./rights-line";

type Props = { organisationId: string; part: PartId; locale: string; messages: Messages };

/** All automatic steps of a part as one previewed plan. What is shown is what is applied. */
export function ApplyAll({ organisationId, part, locale, messages }: Props) {
  const words = useMemo(() => wordsFrom(locale, messages), [locale, messages]);
  const { t } = words;
  const { refresh } = useRouter();
  const dialog = useRef<HTMLDialogElement>(null);
  const [planned, setPlanned] = useState<PartPlanView | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);

  const attempt = async (work: () => Promise<void>) => {
    setBusy(true);
    setProblem(null);
    try {
      await work();
    } catch (error) {
      const found = problemOf(error);
      setProblem(found);
      const shown = newPlan(found);
      if (shown) setPlanned((current) => (current ? { ...current, ...shown } : null));
    } finally {
      setBusy(false);
    }
  };
  const open = () => {
    dialog.current?.showModal();
    setPlanned(null);
    void attempt(async () =>
      setPlanned(await send<PartPlanView>("POST", api.planPart(organisationId, part))),
    );
  };
  const apply = () =>
    attempt(async () => {
      await send("POST", api.applyPart(organisationId, part), {
        body: { planHash: planned?.plan.hash },
        idempotent: true,
      });
      dialog.current?.close();
      refresh();
    });
  const changes = planned?.plan.changes ?? [];

  return (
    <>
      <button type="button" className={BUTTON.plain} onClick={open}>
        <Icon name="play" />
        {t("runs.applyAll")}
      </button>
      <Dialog
        ref={dialog}
        title={t("runs.dialogTitle", { part: t(`parts.${part}.name`) })}
        text={t("runs.dialogText")}
        closeLabel={t("common.close")}
      >
        <div className="min-h-0 flex-1 overflow-y-auto border-t border-line" aria-live="polite">
          {problem ? (
            <div className="p-5">
              <ProblemNotice problem={problem} words={words} />
            </div>
          ) : null}
          {!planned && busy ? <p className="p-5 text-[13px] text-ink3">{t("runs.planning")}</p> : null}
          {planned && changes.length === 0 ? (
            <p className="p-5 text-[13px] text-ink2">{t("runs.nothing")}</p>
          ) : null}
          {planned && changes.length > 0 ? (
            <PlanTabs {...planned} title={t("step.planTitle")} words={words} />
          ) : null}
        </div>
        <div className="flex flex-wrap items-center gap-3 border-t border-line p-5">
          <button
            type="button"
            className={BUTTON.main}
            disabled={busy || changes.length === 0}
            onClick={() => void apply()}
          >
            <Icon name="play" />
            {busy && planned ? t("step.applying") : t("runs.apply")}
          </button>
          <button type="button" className={BUTTON.plain} onClick={() => dialog.current?.close()}>
            {t("common.cancel")}
          </button>
          {planned ? <RightsLine permitted={planned.permitted} words={words} /> : null}
        </div>
      </Dialog>
    </>
  );
}
