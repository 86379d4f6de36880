"use client";
import { useRouter } from "next/navigation";
import { type FormEvent, useMemo, useState } from "react";
import { type Problem, problemOf, send } from "@/components/api/send";
import { BUTTON, INPUT } from "@/components/ui/button-look";
import { Card, CardHead } from "@/components/ui/card";
import { describedBy, Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { ProblemNotice } from "@/components/ui/problem-notice";
import { type Messages, wordsFrom } from "@/components/ui/words";
import { EVIDENCE_LOCALES } from "@/lib/cmk/evidence/evidence-locales";
import { api } from "@/lib/routes";

type Props = { organisationId: string; locale: string; messages: Messages };

/** Asks for a pack: as of when, in which language, with or without ids. */
export function EvidenceForm({ organisationId, locale, messages }: Props) {
  const words = useMemo(() => wordsFrom(locale, messages), [locale, messages]);
  const { t } = words;
  const { refresh } = useRouter();
  const [problem, setProblem] = useState<Problem | null>(null);
  const [state, setState] = useState<"idle" | "busy" | "done">("idle");
  const wrong = problem?.fields?.find(({ field }) => field === "moment")?.reason;

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const moment = String(given.get("moment") ?? "");
    const body = {
      locale: given.get("locale"),
      mask: given.get("mask") === "on",
      // The field has no zone of its own; its label says UTC.
      ...(moment ? { moment: `${moment.slice(0, 16)}:00Z` } : {}),
    };
    setState("busy");
    setProblem(null);
    try {
      await send("POST", api.evidence(organisationId), { body });
      setState("done");
      refresh();
    } catch (error) {
      setProblem(problemOf(error));
      setState("idle");
    }
  };

  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <Card>
        <CardHead title={t("evidence.make")} />
        <div className="space-y-4 px-5 pb-5">
          <p className="text-[13px] text-ink2">{t("evidence.makeText")}</p>
          <Field
            id="evidence-moment"
            label={t("evidence.moment")}
            hint={t("evidence.momentHint")}
            error={wrong ? t(`errors.field.${wrong}`) : undefined}
          >
            <input
              id="evidence-moment"
              name="moment"
              type="datetime-local"
              className={INPUT}
              aria-invalid={wrong !== undefined}
              aria-describedby={describedBy("evidence-moment", { hint: true, error: wrong !== undefined })}
            />
          </Field>
          <Field id="evidence-locale" label={t("evidence.locale")}>
            <select id="evidence-locale" name="locale" className={INPUT} defaultValue={locale}>
              {EVIDENCE_LOCALES.map((one) => (
                <option key={one} value={one}>
                  {t(`evidence.languages.${one}`)}
                </option>
              ))}
            </select>
          </Field>
          <label className="flex items-start gap-2.5 text-[13px]">
            <input type="checkbox" name="mask" className="mt-0.5" />
            <span>
              {t("evidence.mask")}
              <span className="block text-xs text-ink3">{t("evidence.maskHint")}</span>
            </span>
          </label>
          {problem && !wrong ? <ProblemNotice problem={problem} words={words} /> : null}
          {state === "done" ? (
            <Notice tone="ok" title={t("evidence.done")}>
              {t("evidence.doneText")}
            </Notice>
          ) : null}
          <button type="submit" className={BUTTON.main} disabled={state === "busy"}>
            {t(state === "busy" ? "evidence.busy" : "evidence.button")}
          </button>
        </div>
      </Card>
    </form>
  );
}
