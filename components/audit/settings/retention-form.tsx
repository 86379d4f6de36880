"use client";
import { type FormEvent, useMemo, useState } from "react";
import { send } from "@/components/api/send";
import { BUTTON, INPUT } from "@/components/ui/button-look";
import { describedBy, Field } from "@/components/ui/field";
import { type Messages, wordsFrom } from "@/components/ui/words";
import type { ChainState } from "@/lib/cmk/audit/chain-problems";
import { useChange } from "./use-change";

type Props = { path: string; chain: ChainState; mayManage: boolean; locale: string; messages: Messages };

/** How long entries are kept: for good unless somebody says otherwise. Nothing is removed by saying so. */
export function RetentionForm({ path, chain, mayManage, locale, messages }: Props) {
  const words = useMemo(() => wordsFrom(locale, messages), [locale, messages]);
  const { t } = words;
  const { busy, said, run, errorOf } = useChange(words);
  const [days, setDays] = useState(chain.retentionDays === null ? "" : String(chain.retentionDays));
  const save = (event: FormEvent) => {
    event.preventDefault();
    const body = { retentionDays: days.trim() === "" ? null : Number(days), revision: chain.revision };
    void run(async () => {
      await send<ChainState>("PUT", path, { body });
      return { ok: true, text: t("auditSettings.saved") };
    });
  };
  const error = errorOf("retentionDays");
  return (
    <form onSubmit={save} noValidate className="space-y-4 px-5 pb-5">
      <p className="text-[13px] text-ink2">{t("auditSettings.retentionText")}</p>
      {chain.archivedSequence ? (
        <p className="text-[13px]">{t("auditSettings.archivedUpTo", { sequence: chain.archivedSequence })}</p>
      ) : null}
      <div className="max-w-72">
        <Field
          id="retention"
          label={t("auditSettings.retentionDays")}
          hint={t("auditSettings.retentionHint")}
          error={error}
        >
          <input
            id="retention"
            inputMode="numeric"
            className={INPUT}
            value={days}
            disabled={!mayManage}
            maxLength={5}
            placeholder={t("auditSettings.forGood")}
            aria-invalid={error !== undefined}
            aria-describedby={describedBy("retention", { hint: true, error: error !== undefined })}
            onChange={({ target }) => setDays(target.value)}
          />
        </Field>
      </div>
      {mayManage ? (
        <div className="flex items-center gap-3">
          <button type="submit" className={BUTTON.plain} disabled={busy}>
            {t("auditSettings.save")}
          </button>
          <span aria-live="polite" className={`text-xs ${said?.ok ? "text-ok" : "text-bad"}`}>
            {said?.text ?? ""}
          </span>
        </div>
      ) : null}
    </form>
  );
}
