"use client";
import { useRouter } from "next/navigation";
import { type FormEvent, useMemo, useState } from "react";
import { type Problem, problemOf, send } from "@/components/api/send";
import { BUTTON, INPUT } from "@/components/ui/button-look";
import { describedBy, Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { ProblemNotice } from "@/components/ui/problem-notice";
import { type Messages, wordsFrom } from "@/components/ui/words";
import { ROLES, type Role } from "@/lib/cmk/permissions";

type Props = { path: string; first?: Role; locale: string; messages: Messages };

/** Gives somebody a role by their sign-in name, in the organisation or in all of them. */
export function InviteForm({ path, first = "admin", locale, messages }: Props) {
  const words = useMemo(() => wordsFrom(locale, messages), [locale, messages]);
  const { t } = words;
  const { refresh } = useRouter();
  const [upn, setUpn] = useState("");
  const [role, setRole] = useState<string>(first);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const [done, setDone] = useState<"added" | "invited" | null>(null);
  const reason = problem?.fields?.find(({ field }) => field === "upn")?.reason;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setProblem(null);
    setDone(null);
    try {
      const body = { upn, role };
      const { added } = await send<{ added: boolean }>("POST", path, { body });
      setDone(added ? "added" : "invited");
      setUpn("");
      refresh();
    } catch (error) {
      setProblem(problemOf(error));
      document.getElementById("invite-upn")?.focus();
    } finally {
      setBusy(false);
    }
  };
  return (
    <form onSubmit={(event) => void submit(event)} noValidate className="space-y-4 px-5 pb-5">
      <div className="grid gap-4 sm:grid-cols-[1fr_200px]">
        <Field
          id="invite-upn"
          label={t("people.upn")}
          hint={t("people.upnHint")}
          error={reason ? t(`errors.field.${reason}`) : undefined}
        >
          <input
            id="invite-upn"
            type="email"
            autoComplete="off"
            spellCheck={false}
            maxLength={320}
            className={INPUT}
            aria-invalid={reason !== undefined}
            aria-describedby={describedBy("invite-upn", { hint: true, error: reason !== undefined })}
            value={upn}
            onChange={({ target }) => setUpn(target.value)}
          />
        </Field>
        <Field id="invite-role" label={t("people.role")}>
          <select
            id="invite-role"
            className={INPUT}
            value={role}
            onChange={({ target }) => setRole(target.value)}
          >
            {ROLES.map((one) => (
              <option key={one} value={one}>
                {t(`roles.${one}`)}
              </option>
            ))}
          </select>
        </Field>
      </div>
      {problem && !reason ? <ProblemNotice problem={problem} words={words} /> : null}
      {done ? <Notice tone="ok" live="polite" title={t(`people.${done}`)} /> : null}
      <button type="submit" className={BUTTON.main} disabled={busy}>
        {t("people.send")}
      </button>
    </form>
  );
}
