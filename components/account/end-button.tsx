"use client";
import { useMemo, useState } from "react";
import { send } from "@/components/api/send";
import { useAction } from "@/components/api/use-action";
import { BUTTON } from "@/components/ui/button-look";
import { SaidLine } from "@/components/ui/said-line";
import { type Messages, wordsFrom } from "@/components/ui/words";

type Props = {
  path: string;
  label: string;
  name: string;
  /** Asked before it is done, with the word for yes. */
  ask?: { text: string; yes: string };
  locale: string;
  messages: Messages;
};

/** Ends a session or a token, after asking where programs depend on it. */
export function EndButton({ path, label, name, ask, locale, messages }: Props) {
  const words = useMemo(() => wordsFrom(locale, messages), [locale, messages]);
  const { busy, said, run } = useAction(words);
  const [asking, setAsking] = useState(false);
  const end = () =>
    run(async () => {
      setAsking(false);
      await send("DELETE", path);
      return null;
    });
  return (
    <span className="flex flex-wrap items-center gap-2 text-xs text-ink2">
      {asking && ask ? (
        <>
          {ask.text}
          <button type="button" className={BUTTON.plain} disabled={busy} onClick={() => void end()}>
            {ask.yes}
          </button>
          <button type="button" className={BUTTON.quiet} onClick={() => setAsking(false)}>
            {words.t("accountPage.cancel")}
          </button>
        </>
      ) : (
        <button
          type="button"
          className={BUTTON.quiet}
          aria-label={name}
          disabled={busy}
          onClick={() => (ask ? setAsking(true) : void end())}
        >
          {label}
        </button>
      )}
      <SaidLine said={said} />
    </span>
  );
}
