"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { send } from "@/components/api/send";
import { BUTTON } from "@/components/ui/button-look";
import { api } from "@/lib/routes";

type Props = {
  organisationId: string;
  noteId: string;
  labels: { remove: string; yes: string; no: string; failed: string };
};

/** Takes a note back, after asking once. */
export function RemoveNote({ organisationId, noteId, labels }: Props) {
  const { refresh } = useRouter();
  const [state, setState] = useState<"idle" | "asked" | "failed">("idle");
  const remove = () =>
    send("DELETE", api.note(organisationId, noteId)).then(refresh, () => setState("failed"));
  if (state !== "asked")
    return (
      <button type="button" className={BUTTON.quiet} onClick={() => setState("asked")}>
        <span aria-live="polite">{state === "failed" ? labels.failed : labels.remove}</span>
      </button>
    );
  return (
    <span className="flex gap-1">
      <button type="button" className={`${BUTTON.quiet} text-bad`} onClick={() => void remove()}>
        {labels.yes}
      </button>
      <button type="button" className={BUTTON.quiet} onClick={() => setState("idle")}>
        {labels.no}
      </button>
    </span>
  );
}
