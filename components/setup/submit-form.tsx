"use client";
import { Send } from "lucide-react";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { BUTTON, INPUT } from "@/components/ui/button-look";
import { Card } from "@/components/ui/card";
import { describedBy, Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { namingFault } from "@/lib/cmk/naming";
import { RevokingLink } from "./door/revoking-link";
import { NameField } from "./name-field";
import { PlanMark } from "./plan-card";
import { PlanTabs } from "./plan-tabs";
import { RightsLine } from "./rights-line";
import type { BodyProps } from "./step-body";

/**
 * What will be sent, what follows from it, and the organisation's name typed before the button works. `offers`: the
 * policy lets it be typed now; `open`: every other gate is open.
 */
export function SubmitForm({
  actions,
  words,
  now,
  offers,
  open,
}: BodyProps & { offers: boolean; open: boolean }) {
  const { view, busy, apply, problem } = actions;
  const { t } = words;
  const [typed, setTyped] = useState("");
  const { plan, organisation, step } = view;
  const field = useRef<HTMLInputElement>(null);
  const offered = Boolean(offers && plan && plan.operations.length > 0);
  useEffect(() => {
    if (offered) field.current?.focus({ preventScroll: true });
  }, [offered]);
  if (!plan || plan.operations.length === 0) return null;
  const matches = typed.trim() === organisation.name;
  const refused = problem?.fields?.find((entry) => entry.field === "confirmation");
  const repair = step.outcome.kind === "ready" && step.outcome.repair;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (matches && open) void apply(organisation.name);
  };
  return (
    <Card>
      <PlanTabs
        plan={plan}
        scripts={view.scripts}
        permitted={view.permitted}
        title={t("step.sendTitle")}
        words={words}
      />
      <form onSubmit={submit} className="space-y-4 border-t border-line p-4 md:p-5">
        <Notice tone="wait" title={t("step.warningTitle")}>
          <p>{t("step.warningDoor")}</p>
          <p>{t("step.warningPurge")}</p>
          <p className="text-xs">{t("step.sources")}</p>
          <RevokingLink organisationId={organisation.id} words={words} />
        </Notice>
        {offers ? (
          <Field
            id="confirmation"
            label={t("step.confirmLabel", { name: organisation.name })}
            error={refused ? t("errors.field.confirmation") : null}
          >
            <input
              id="confirmation"
              ref={field}
              className={`${INPUT} max-w-md`}
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
              aria-describedby={describedBy("confirmation", { error: Boolean(refused) })}
              autoComplete="off"
              spellCheck={false}
            />
          </Field>
        ) : null}
        <div className="flex flex-wrap items-center gap-3">
          <RightsLine permitted={view.permitted} words={words} />
          {offers ? (
            <button
              type="submit"
              className={BUTTON.main}
              disabled={!matches || !open || busy === "apply" || busy === "save"}
              aria-busy={busy === "apply"}
            >
              <Send aria-hidden className="size-4" strokeWidth={1.75} />
              {busy === "apply" ? t("step.applying") : t(`steps.aep.submit.${repair ? "repair" : "action"}`)}
            </button>
          ) : null}
          <PlanMark hash={plan.hash} checkedAt={view.checkedAt} words={words} now={now} />
        </div>
      </form>
      <ConfigName actions={actions} words={words} />
    </Card>
  );
}

function ConfigName({ actions, words }: Pick<BodyProps, "actions" | "words">) {
  const { t } = words;
  const { view, busy, choose } = actions;
  const [name, setName] = useState(view.choices.complete.configName);
  const wrong = namingFault("configuration", name) !== null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!wrong) void choose({ configName: name });
  };
  return (
    <details className="border-t border-line2">
      <summary className="px-4 py-2.5 text-xs text-ink2 hover:text-ink md:px-5">
        {t("step.configName")}
      </summary>
      <form onSubmit={submit} className="flex flex-wrap items-end gap-3 px-4 pb-4 md:px-5">
        <div className="w-full max-w-md">
          <NameField
            id="config-name"
            kind="configuration"
            label={t("step.configName")}
            hint={t("step.configNameHint")}
            value={name}
            onChange={setName}
            words={words}
          />
        </div>
        <button type="submit" className={BUTTON.plain} disabled={busy !== null || wrong}>
          {t("step.updatePlan")}
        </button>
      </form>
    </details>
  );
}
