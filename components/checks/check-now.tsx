"use client";
import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { send } from "@/components/api/send";
import { BUTTON } from "@/components/ui/button-look";
import { Icon } from "@/components/ui/icon";
import type { VerificationRunView } from "@/lib/cmk/checks/verification-run";
import { api } from "@/lib/routes";

type Props = {
  organisationId: string;
  run: VerificationRunView | null;
  words: { label: string; waiting: string; running: string; failed: string };
};

const isLive = (run: VerificationRunView | null) => run?.status === "queued" || run?.status === "running";

/** Asks the worker to look at everything, and draws the page again as each look comes in. */
export function CheckNow({ organisationId, run: initial, words }: Props) {
  const { refresh } = useRouter();
  const [run, setRun] = useState(initial);
  const [failed, setFailed] = useState(false);
  const seen = useRef(initial?.done ?? 0);
  const live = isLive(run);

  useEffect(() => {
    if (!live) return;
    const look = async () => {
      const answer = await send<{ run: VerificationRunView | null }>(
        "GET",
        api.verifications(organisationId),
      ).catch(() => null);
      if (!answer?.run) return;
      setRun(answer.run);
      if (answer.run.done === seen.current && isLive(answer.run)) return;
      seen.current = answer.run.done;
      refresh();
    };
    const timer = setInterval(() => void look(), 1000);
    return () => clearInterval(timer);
  }, [live, organisationId, refresh]);

  const ask = () => {
    setFailed(false);
    seen.current = 0;
    send<{ run: VerificationRunView }>("POST", api.verifications(organisationId)).then(
      (answer) => setRun(answer.run),
      () => setFailed(true),
    );
  };
  const told =
    run?.status === "queued"
      ? words.waiting
      : words.running.replace("{done}", String(run?.done ?? 0)).replace("{total}", String(run?.total ?? 0));
  return (
    <button type="button" className={BUTTON.plain} disabled={live} onClick={ask}>
      <Icon name="refresh" className={`size-4 ${live ? "animate-spin" : ""}`} />
      <span aria-live="polite">
        {live ? told : failed || run?.status === "failed" ? words.failed : words.label}
      </span>
    </button>
  );
}
