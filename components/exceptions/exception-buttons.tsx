"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { send } from "@/components/api/send";
import { BUTTON } from "@/components/ui/button-look";
import { api } from "@/lib/routes";

type Props = {
  organisationId: string;
  id: string;
  mayDecide: boolean;
  mayEnd: boolean;
  labels: { approve: string; decline: string; end: string; failed: string };
};

/** What can be done with an exception that is not over. */
export function ExceptionButtons({ organisationId, id, mayDecide, mayEnd, labels }: Props) {
  const { refresh } = useRouter();
  const [state, setState] = useState<"idle" | "busy" | "failed">("idle");
  const run = async (work: () => Promise<unknown>) => {
    setState("busy");
    const failed = await work().then(
      () => false,
      () => true,
    );
    setState(failed ? "failed" : "idle");
    refresh();
  };
  const decide = (approve: boolean) =>
    run(() => send("POST", api.exceptionDecision(organisationId, id), { body: { approve } }));
  const busy = state === "busy";
  return (
    <span className="flex flex-wrap items-center gap-2">
      <span className="text-xs text-bad" aria-live="polite">
        {state === "failed" ? labels.failed : ""}
      </span>
      {mayDecide ? (
        <>
          <button type="button" className={BUTTON.main} disabled={busy} onClick={() => void decide(true)}>
            {labels.approve}
          </button>
          <button type="button" className={BUTTON.plain} disabled={busy} onClick={() => void decide(false)}>
            {labels.decline}
          </button>
        </>
      ) : null}
      {mayEnd ? (
        <button
          type="button"
          className={BUTTON.quiet}
          disabled={busy}
          onClick={() => void run(() => send("DELETE", api.exception(organisationId, id)))}
        >
          {labels.end}
        </button>
      ) : null}
    </span>
  );
}
