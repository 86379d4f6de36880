"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { send } from "@/components/api/send";
import { BUTTON } from "@/components/ui/button-look";
import { api } from "@/lib/routes";

/** Marks one thing of the inbox as read, or all of them. */
export function ReadButton({ label, id }: { label: string; id?: string }) {
  const { refresh } = useRouter();
  const [busy, setBusy] = useState(false);
  const read = async () => {
    setBusy(true);
    await send("PATCH", api.inbox(), { body: id ? { ids: [id] } : {} }).catch(() => undefined);
    setBusy(false);
    refresh();
  };
  return (
    <button
      type="button"
      disabled={busy}
      className={id ? BUTTON.quiet : BUTTON.plain}
      onClick={() => void read()}
    >
      {label}
    </button>
  );
}
