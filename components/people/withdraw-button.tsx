"use client";
import { useMemo } from "react";
import { send } from "@/components/api/send";
import { useAction } from "@/components/api/use-action";
import { BUTTON } from "@/components/ui/button-look";
import { SaidLine } from "@/components/ui/said-line";
import { type Messages, wordsFrom } from "@/components/ui/words";

type Props = { path: string; upn: string; locale: string; messages: Messages };

/** Takes an invitation back; whoever is invited again gets a new one. */
export function WithdrawButton({ path, upn, locale, messages }: Props) {
  const words = useMemo(() => wordsFrom(locale, messages), [locale, messages]);
  const { busy, said, run } = useAction(words);
  const withdraw = () =>
    run(async () => {
      await send("DELETE", path);
      return null;
    });
  return (
    <>
      <button
        type="button"
        className={BUTTON.quiet}
        aria-label={words.t("people.withdrawOf", { upn })}
        disabled={busy}
        onClick={() => void withdraw()}
      >
        {words.t("people.withdraw")}
      </button>
      <SaidLine said={said} />
    </>
  );
}
