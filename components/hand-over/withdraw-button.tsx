"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { send } from "@/components/api/send";
import { BUTTON } from "@/components/ui/button-look";

type Props = { address: string; label: string; working: string; failed: string };

/** Ends a link at once. */
export function WithdrawButton({ address, label, working, failed }: Props) {
  const { refresh } = useRouter();
  const [state, setState] = useState<"idle" | "busy" | "failed">("idle");
  const withdraw = async () => {
    setState("busy");
    try {
      await send("DELETE", address);
      setState("idle");
    } catch {
      setState("failed");
    }
    refresh();
  };
  return (
    <span className="flex items-center gap-2">
      <span className="text-xs text-bad" aria-live="polite">
        {state === "failed" ? failed : ""}
      </span>
      <button
        type="button"
        className={BUTTON.quiet}
        disabled={state === "busy"}
        onClick={() => void withdraw()}
      >
        {state === "busy" ? working : label}
      </button>
    </span>
  );
}
