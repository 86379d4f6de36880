"use client";
import { useRouter } from "next/navigation";
import { useMemo, useState } from "react";
import { problemOf, send } from "@/components/api/send";
import { BUTTON } from "@/components/ui/button-look";
import { type Messages, wordsFrom } from "@/components/ui/words";
import { api } from "@/lib/routes";

type Props = { id: string; title: string; locale: string; messages: Messages };

/** Ends a link, after asking once. */
export function RevokeButton({ id, title, locale, messages }: Props) {
  const { t, has } = useMemo(() => wordsFrom(locale, messages), [locale, messages]);
  const { refresh } = useRouter();
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState("");
  const revoke = async () => {
    setBusy(true);
    setProblem("");
    try {
      await send("DELETE", api.statusLink(id));
    } catch (error) {
      const { code, reason } = problemOf(error);
      setProblem(t(reason && has(`errors.reason.${reason}`) ? `errors.reason.${reason}` : `errors.${code}`));
    } finally {
      setBusy(false);
      setAsking(false);
      refresh();
    }
  };
  return (
    <span className="flex flex-wrap items-center gap-2 text-xs">
      {asking ? (
        <>
          <span className="text-ink2">{t("statusLink.revokeAsk")}</span>
          <button type="button" className={BUTTON.plain} disabled={busy} onClick={() => void revoke()}>
            {t("statusLink.revokeYes")}
          </button>
          <button type="button" className={BUTTON.quiet} onClick={() => setAsking(false)}>
            {t("common.cancel")}
          </button>
        </>
      ) : (
        <button
          type="button"
          className={BUTTON.plain}
          aria-label={`${t("statusLink.revoke")}: ${title}`}
          onClick={() => setAsking(true)}
        >
          {t("statusLink.revoke")}
        </button>
      )}
      <span role="alert" className="text-bad">
        {problem}
      </span>
    </span>
  );
}
