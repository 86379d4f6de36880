"use client";
import { useRouter } from "next/navigation";
import { useMemo, useState } from "react";
import { problemOf, send } from "@/components/api/send";
import { BUTTON } from "@/components/ui/button-look";
import { type Messages, wordsFrom } from "@/components/ui/words";
import { api } from "@/lib/routes";

type Props = { organisationId: string; locale: string; messages: Messages };

/** Asks Adobe now, instead of at the next hour. */
export function FeedCheck({ organisationId, locale, messages }: Props) {
  const { t } = useMemo(() => wordsFrom(locale, messages), [locale, messages]);
  const { refresh } = useRouter();
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState("");

  const ask = async () => {
    setBusy(true);
    setSaid("");
    try {
      await send("POST", api.eventFeedCheck(organisationId), { body: {} });
      setSaid(t("eventFeed.checked"));
    } catch (error) {
      setSaid(t(`errors.${problemOf(error).code}`));
    } finally {
      setBusy(false);
      refresh();
    }
  };
  return (
    <>
      <span aria-live="polite" className="text-xs text-ink3">
        {said}
      </span>
      <button type="button" className={BUTTON.plain} disabled={busy} onClick={() => void ask()}>
        {t(busy ? "eventFeed.checking" : "eventFeed.check")}
      </button>
    </>
  );
}
