"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { send } from "@/components/api/send";
import { BUTTON } from "@/components/ui/button-look";
import { Icon } from "@/components/ui/icon";
import { api } from "@/lib/routes";

type Props = { organisationId: string; label: string; busyLabel: string; failedLabel: string };

/** Looks at everything again, as the read-only identity. */
export function VerifyButton({ organisationId, label, busyLabel, failedLabel }: Props) {
  const { refresh } = useRouter();
  const [state, setState] = useState<"idle" | "busy" | "failed">("idle");
  const verify = async () => {
    setState("busy");
    const failed = await send("POST", api.verify(organisationId)).then(
      () => false,
      () => true,
    );
    setState(failed ? "failed" : "idle");
    refresh();
  };
  return (
    <button type="button" className={BUTTON.plain} disabled={state === "busy"} onClick={() => void verify()}>
      <Icon name="refresh" className={`size-4 ${state === "busy" ? "animate-spin" : ""}`} />
      <span aria-live="polite">
        {state === "busy" ? busyLabel : state === "failed" ? failedLabel : label}
      </span>
    </button>
  );
}
