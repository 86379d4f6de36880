"use client";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { BUTTON, INPUT } from "@/components/ui/button-look";
import { describedBy, Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import type { Words } from "@/components/ui/words";
import { PlanMark } from "../plan-card";
import { PlanTabs } from "../plan-tabs";
import { RightsLine } from "../rights-line";
import type { useMaintenance } from "./use-maintenance";

type Props = { maintenance: ReturnType<typeof useMaintenance>; words: Words; now: string };

/** The preview of one maintenance plan, and its own confirmation: a new version needs the key's name typed. */
export function MaintenanceForm({ maintenance, words, now }: Props) {
  const { view, busy, problem, apply, close } = maintenance;
  const { t } = words;
  const [typed, setTyped] = useState("");
  const heading = useRef<HTMLHeadingElement>(null);
  const action = view?.action;
  useEffect(() => {
    if (action) heading.current?.focus();
  }, [action]);
  if (!view) return null;
  const { plan, keyLife } = view;
  const name = keyLife.key?.name ?? "";
  const rotates = view.action === "rotate";
  const refused = problem?.fields?.some((entry) => entry.field === "confirmation") ?? false;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void apply(typed.trim());
  };
  return (
    <section aria-labelledby="maintenance-title" className="border-t border-line">
      <h4 id="maintenance-title" ref={heading} tabIndex={-1} className="px-4 pt-4 font-medium md:px-5">
        {t(`keyLife.actions.${view.action}.title`)}
      </h4>
      <p className="max-w-[72ch] px-4 pt-1 pb-3 text-[13px] text-ink2 md:px-5">
        {t(`keyLife.actions.${view.action}.text`)}
      </p>
      {plan.operations.length === 0 ? (
        <p className="px-4 pb-4 text-[13px] text-ink2 md:px-5">{t("step.nothingToChange")}</p>
      ) : (
        <>
          <PlanTabs
            plan={plan}
            scripts={view.scripts}
            permitted={view.permitted}
            title={t("step.planTitle")}
            words={words}
          />
          <form onSubmit={submit} className="space-y-4 border-t border-line2 p-4 md:px-5">
            {keyLife.dataPlane === "restricted" ? (
              <Notice tone="wait" title={t("keyLife.firewallTitle")}>
                <p>{t("keyLife.firewallText")}</p>
              </Notice>
            ) : null}
            {rotates ? (
              <Field
                id="key-name"
                label={t("keyLife.confirmLabel", { name })}
                error={refused ? t("errors.field.key-confirmation") : null}
              >
                <input
                  id="key-name"
                  className={`${INPUT} max-w-md font-mono`}
                  value={typed}
                  onChange={(event) => setTyped(event.target.value)}
                  aria-describedby={describedBy("key-name", { error: refused })}
                  autoComplete="off"
                  spellCheck={false}
                />
              </Field>
            ) : null}
            <div className="flex flex-wrap items-center gap-3">
              <RightsLine permitted={view.permitted} words={words} />
              <button
                type="submit"
                className={BUTTON.main}
                disabled={busy || (rotates && typed.trim() !== name)}
                aria-busy={busy}
              >
                {busy ? t("step.applying") : t(`keyLife.actions.${view.action}.apply`)}
              </button>
              <button type="button" className={BUTTON.plain} onClick={close} disabled={busy}>
                {t("common.cancel")}
              </button>
              <PlanMark hash={plan.hash} checkedAt={null} words={words} now={now} />
            </div>
          </form>
        </>
      )}
    </section>
  );
}
