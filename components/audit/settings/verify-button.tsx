"use client";
import { useMemo } from "react";
import { send } from "@/components/api/send";
import { BUTTON } from "@/components/ui/button-look";
import { type Messages, wordsFrom } from "@/components/ui/words";
import type { ChainState } from "@/lib/cmk/audit/chain-problems";
import { useChange } from "./use-change";

/** Verifies the chain now; what it found is drawn by the page. */
export function VerifyButton({
  path,
  locale,
  messages,
}: {
  path: string;
  locale: string;
  messages: Messages;
}) {
  const words = useMemo(() => wordsFrom(locale, messages), [locale, messages]);
  const { busy, said, run } = useChange(words);
  const verify = async () => {
    const { problems } = await send<ChainState>("POST", path);
    return {
      ok: problems.length === 0,
      text: words.t(`auditSettings.${problems.length === 0 ? "intact" : "broken"}`),
    };
  };
  return (
    <div className="flex items-center gap-3">
      <span aria-live="polite" className={`text-xs ${said?.ok ? "text-ok" : "text-bad"}`}>
        {said?.text ?? ""}
      </span>
      <button type="button" className={BUTTON.plain} disabled={busy} onClick={() => void run(verify)}>
        {words.t("auditSettings.verify")}
      </button>
    </div>
  );
}
