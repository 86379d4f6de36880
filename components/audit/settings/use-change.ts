"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { problemOf } from "@/components/api/send";
import type { Words } from "@/components/ui/words";

/** Runs a change, says how that went, and has the page read again. `errors`: by field, keys of `errors.field`. */
export function useChange(words: Words) {
  const { refresh } = useRouter();
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<{ ok: boolean; text: string } | null>(null);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const run = async (work: () => Promise<{ ok: boolean; text: string }>): Promise<boolean> => {
    setBusy(true);
    setSaid(null);
    setErrors({});
    try {
      setSaid(await work());
      return true;
    } catch (error) {
      const { code, reason, fields = [] } = problemOf(error);
      setErrors(Object.fromEntries(fields.map((one) => [one.field, one.reason])));
      const known = reason && words.has(`errors.reason.${reason}`);
      setSaid({ ok: false, text: words.t(known ? `errors.reason.${reason}` : `errors.${code}`) });
      return false;
    } finally {
      setBusy(false);
      refresh();
    }
  };
  const errorOf = (field: string) => {
    const reason = errors[field];
    return reason ? words.t(`errors.field.${reason}`) : undefined;
  };
  return { busy, said, run, errorOf };
}
