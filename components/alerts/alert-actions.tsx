"use client";
import { useRouter } from "next/navigation";
import { type FormEvent, useMemo, useState } from "react";
import { type Problem, problemOf, send } from "@/components/api/send";
import { BUTTON, INPUT } from "@/components/ui/button-look";
import { ProblemNotice } from "@/components/ui/problem-notice";
import { type Messages, wordsFrom } from "@/components/ui/words";
import { type AlertAction, type AlertStatus, actionsFor } from "@/lib/cmk/alerts/alert-rules";
import { api } from "@/lib/routes";

type Props = {
  organisationId: string;
  alertId: string;
  status: AlertStatus;
  revision: number;
  locale: string;
  messages: Messages;
};

/** What can be done with an alert; a comment may go with it, and is kept when something goes wrong. */
export function AlertActions({ organisationId, alertId, status, revision, locale, messages }: Props) {
  const words = useMemo(() => wordsFrom(locale, messages), [locale, messages]);
  const { t } = words;
  const { refresh } = useRouter();
  const [text, setText] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);

  const act = async (action: AlertAction) => {
    setBusy(true);
    setProblem(null);
    const said = text.trim();
    const body = { action, revision, ...(said === "" ? {} : { text: said }) };
    try {
      await send("POST", api.alertActions(organisationId, alertId), { body });
      setText("");
    } catch (error) {
      setProblem(problemOf(error));
    } finally {
      setBusy(false);
      refresh();
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() === "") document.getElementById("alert-comment")?.focus();
    else void act("comment");
  };

  return (
    <form onSubmit={submit} noValidate className="space-y-3 border-t border-line2 px-5 py-4">
      <label htmlFor="alert-comment" className="block text-xs text-ink2">
        {t("alerts.comment")}
      </label>
      <textarea
        id="alert-comment"
        rows={3}
        maxLength={2000}
        className={INPUT}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {problem ? <ProblemNotice problem={problem} words={words} /> : null}
      <div className="flex flex-wrap gap-2" aria-busy={busy}>
        {actionsFor(status).map((action) => (
          <button
            key={action}
            type={action === "comment" ? "submit" : "button"}
            className={action === "acknowledge" || action === "reopen" ? BUTTON.main : BUTTON.plain}
            disabled={busy}
            onClick={action === "comment" ? undefined : () => void act(action)}
          >
            {t(`alerts.actions.${action}`)}
          </button>
        ))}
      </div>
    </form>
  );
}
