"use client";
import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { BUTTON } from "@/components/ui/button-look";
import { Icon } from "@/components/ui/icon";
import type { VerificationRunView } from "@/lib/cmk/checks/verification-run";
import { askVerification, isLive, readVerification } from "./run-verification";

type Props = {
  organisationId: string;
  /** The newest one, where the page knows it; else it is asked for, so that one that is under way is shown. */
  run?: VerificationRunView | null;
  words: { label: string; waiting: string; running: string; failed: string };
};

/** Asks the worker to look at everything, and draws the page again as each look comes in. */
export function CheckNow({ organisationId, run: initial, words }: Props) {
  const { refresh } = useRouter();
  const [run, setRun] = useState(initial ?? null);
  const [failed, setFailed] = useState(false);
  const seen = useRef(initial?.done ?? 0);
  const live = isLive(run);
  const isKnown = initial !== undefined;

  useEffect(() => {
    if (isKnown) return;
    void readVerification(organisationId).then((now) => {
      if (isLive(now)) setRun(now);
    });
  }, [isKnown, organisationId]);

  useEffect(() => {
    if (!live) return;
    const look = async () => {
      const now = await readVerification(organisationId);
      if (!now) return;
      setRun(now);
      if (now.done === seen.current && isLive(now)) return;
      seen.current = now.done;
      refresh();
    };
    const timer = setInterval(() => void look(), 1000);
    return () => clearInterval(timer);
  }, [live, organisationId, refresh]);

  const ask = () => {
    setFailed(false);
    seen.current = 0;
    askVerification(organisationId).then(setRun, () => setFailed(true));
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
