"use client";
import { useRouter } from "next/navigation";
import { type FormEvent, useMemo, useState } from "react";
import { type Problem, problemOf, send } from "@/components/api/send";
import { BUTTON, INPUT } from "@/components/ui/button-look";
import { CodeBlock } from "@/components/ui/code-block";
import { CopyButton } from "@/components/ui/copy-button";
import { describedBy, Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { ProblemNotice } from "@/components/ui/problem-notice";
import { type Messages, wordsFrom } from "@/components/ui/words";
import { TOKEN_PERMISSIONS } from "@/lib/cmk/people/token-permissions";
import { api } from "@/lib/routes";
import { CheckList } from "./check-list";

type Props = {
  organisations: { id: string; name: string }[];
  locale: string;
  messages: Messages;
};

const EMPTY = { name: "", permissions: [] as string[], organisations: [] as string[], days: "90" };

/** Makes an API token, and shows its value this once. */
export function TokenForm({ organisations, locale, messages }: Props) {
  const words = useMemo(() => wordsFrom(locale, messages), [locale, messages]);
  const { t } = words;
  const { refresh } = useRouter();
  const [draft, setDraft] = useState(EMPTY);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const [value, setValue] = useState<string | null>(null);
  const errorOf = (field: string) => {
    const reason = problem?.fields?.find((one) => one.field.split(".")[0] === field)?.reason;
    return reason ? t(`errors.field.${reason}`) : undefined;
  };
  const control = (field: "name" | "days") => ({
    id: `token-${field}`,
    className: INPUT,
    value: draft[field],
    "aria-invalid": errorOf(field) !== undefined,
    "aria-describedby": describedBy(`token-${field}`, { error: errorOf(field) !== undefined }),
    onChange: ({ target }: { target: { value: string } }) => setDraft({ ...draft, [field]: target.value }),
  });
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setProblem(null);
    setValue(null);
    try {
      const body = { ...draft, days: Number(draft.days) };
      setValue((await send<{ value: string }>("POST", api.tokens(), { body })).value);
      setDraft(EMPTY);
      refresh();
    } catch (error) {
      const refused = problemOf(error);
      setProblem(refused);
      const [field] = refused.fields ?? [];
      document.getElementById(`token-${field?.field.split(".")[0]}`)?.focus();
    } finally {
      setBusy(false);
    }
  };
  return (
    <form onSubmit={(event) => void submit(event)} noValidate className="space-y-4 px-5 pb-5">
      <div className="grid gap-4 sm:grid-cols-[1fr_160px]">
        <Field id="token-name" label={t("accountPage.name")} error={errorOf("name")}>
          <input maxLength={80} autoComplete="off" {...control("name")} />
        </Field>
        <Field id="token-days" label={t("accountPage.days")} error={errorOf("days")}>
          <input inputMode="numeric" {...control("days")} />
        </Field>
      </div>
      <CheckList
        id="token-permissions"
        legend={t("accountPage.permissions")}
        options={TOKEN_PERMISSIONS.map((value) => ({ value, label: t(`accountPage.permission.${value}`) }))}
        chosen={draft.permissions}
        error={errorOf("permissions")}
        change={(permissions) => setDraft({ ...draft, permissions })}
      />
      <CheckList
        id="token-organisations"
        legend={t("accountPage.organisations")}
        hint={draft.organisations.length === 0 ? t("accountPage.all") : t("accountPage.onlyThese")}
        options={organisations.map(({ id, name }) => ({ value: id, label: name }))}
        chosen={draft.organisations}
        error={errorOf("organisations")}
        change={(chosen) => setDraft({ ...draft, organisations: chosen })}
      />
      {problem && !problem.fields?.length ? <ProblemNotice problem={problem} words={words} /> : null}
      {value ? (
        <Notice tone="ok" live="polite" title={t("accountPage.made")}>
          <p>{t("accountPage.madeText")}</p>
          <div className="mt-2 flex items-start gap-2">
            <CodeBlock label={t("accountPage.value")} wrap className="flex-1 p-3">
              {value}
            </CodeBlock>
            <CopyButton
              value={value}
              label={t("common.copyThis", { value: t("accountPage.value") })}
              doneLabel={t("common.copied")}
            />
          </div>
        </Notice>
      ) : null}
      <button type="submit" className={BUTTON.main} disabled={busy}>
        {t("accountPage.makeButton")}
      </button>
    </form>
  );
}
