"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import type { Words } from "@/components/ui/words";
import { problemOf } from "./send";

export type Said = { ok: boolean; text: string } | null;

/** Runs one change at a time, says how it went in words, and reads the page again. */
export function useAction({ t, has }: Words) {
  const { refresh } = useRouter();
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<Said>(null);
  const run = async (work: () => Promise<string | null>): Promise<boolean> => {
    setBusy(true);
    setSaid(null);
    try {
      const text = await work();
      setSaid(text ? { ok: true, text } : null);
      return true;
    } catch (error) {
      const { code, reason, organisation = "" } = problemOf(error);
      const known = reason && has(`errors.reason.${reason}`);
      setSaid({ ok: false, text: t(known ? `errors.reason.${reason}` : `errors.${code}`, { organisation }) });
      return false;
    } finally {
      setBusy(false);
      refresh();
    }
  };
  return { busy, said, run };
}
