"use client";
import { useRouter } from "next/navigation";
import { useMemo, useState } from "react";
import { type Problem, problemOf, send } from "@/components/api/send";
import { BUTTON } from "@/components/ui/button-look";
import { CodeBlock } from "@/components/ui/code-block";
import { CopyButton } from "@/components/ui/copy-button";
import { ProblemNotice } from "@/components/ui/problem-notice";
import { type Messages, wordsFrom } from "@/components/ui/words";
import type { FeedView } from "@/lib/cmk/events/feed-schemas";
import { api } from "@/lib/routes";

type Props = { feed: FeedView; locale: string; messages: Messages };

/** The webhook's address: made once, copied to Adobe, replaced after a question when somebody else may know it. */
export function FeedAddress({ feed, locale, messages }: Props) {
  const words = useMemo(() => wordsFrom(locale, messages), [locale, messages]);
  const { t } = words;
  const { refresh } = useRouter();
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const { address, addressMadeAt, organisation } = feed;

  const renew = async () => {
    setBusy(true);
    setProblem(null);
    try {
      await send("POST", api.eventFeedAddress(organisation.id), { body: { replaces: addressMadeAt } });
      setAsking(false);
    } catch (error) {
      setProblem(problemOf(error));
    } finally {
      setBusy(false);
      refresh();
    }
  };

  return (
    <div className="space-y-3 px-5 pb-5 text-[13px] text-ink2">
      <p>{t(address ? "eventFeed.addressText" : "eventFeed.noAddressText")}</p>
      {address ? (
        <CodeBlock label={t("eventFeed.address")} wrap className="p-3">
          {address}
        </CodeBlock>
      ) : null}
      <div className="flex flex-wrap items-center gap-2">
        {address ? (
          <CopyButton
            value={address}
            label={t("eventFeed.copyAddress")}
            doneLabel={t("common.copied")}
            withText
            className={BUTTON.main}
          />
        ) : (
          <button type="button" className={BUTTON.main} disabled={busy} onClick={() => void renew()}>
            {t("eventFeed.makeAddress")}
          </button>
        )}
        {address && !asking ? (
          <button type="button" className={BUTTON.quiet} onClick={() => setAsking(true)}>
            {t("eventFeed.renew")}
          </button>
        ) : null}
      </div>
      {asking ? (
        <div
          className="space-y-2 rounded-lg border border-line p-3"
          role="group"
          aria-label={t("eventFeed.renew")}
        >
          <p>{t("eventFeed.renewAsk")}</p>
          <div className="flex flex-wrap gap-2">
            <button type="button" className={BUTTON.plain} disabled={busy} onClick={() => void renew()}>
              {t("eventFeed.renewYes")}
            </button>
            <button type="button" className={BUTTON.quiet} onClick={() => setAsking(false)}>
              {t("common.cancel")}
            </button>
          </div>
        </div>
      ) : null}
      {problem ? <ProblemNotice problem={problem} words={words} /> : null}
    </div>
  );
}
