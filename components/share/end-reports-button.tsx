"use client";
import { useMemo, useState } from "react";
import { problemOf, send } from "@/components/api/send";
import { BUTTON } from "@/components/ui/button-look";
import { type Messages, wordsFrom } from "@/components/ui/words";
import { api } from "@/lib/routes";

type Props = { token: string; locale: string; messages: Messages };

/** Ends the reports by mail that a link was sent with. */
export function EndReportsButton({ token, locale, messages }: Props) {
  const { t } = useMemo(() => wordsFrom(locale, messages), [locale, messages]);
  const [state, setState] = useState<"idle" | "busy" | "done" | { problem: string }>("idle");
  const end = async () => {
    setState("busy");
    try {
      await send("POST", api.endReports(), { body: { token } });
      setState("done");
    } catch (error) {
      const { code } = problemOf(error);
      setState({ problem: code === "NOT_FOUND" ? t("report.endUnknown") : t(`errors.${code}`) });
    }
  };
  return (
    <div className="mt-5" aria-live="polite">
      {state === "done" ? (
        <p className="text-ok">{t("report.stopped")}</p>
      ) : (
        <button type="button" className={BUTTON.main} disabled={state === "busy"} onClick={() => void end()}>
          {t("report.stop")}
        </button>
      )}
      {typeof state === "object" ? <p className="mt-2 text-xs text-bad">{state.problem}</p> : null}
    </div>
  );
}
