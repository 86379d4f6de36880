"use client";
import { usePathname, useRouter } from "next/navigation";
import { useState } from "react";
import { problemOf } from "@/components/api/send";
import { runVerification } from "@/components/checks/run-verification";
import { savePreference } from "@/components/layout/save-preference";
import type { Choice } from "./choices";
import { keepRecent } from "./recent";

/** Does what was chosen, and closes; a check runs with the palette open, so that its end is seen. */
export function useChoose(close: () => void) {
  const { push, refresh } = useRouter();
  const organisation = usePathname().match(/^\/organisations\/([0-9a-f-]{36})/)?.[1];
  const [state, setState] = useState<"idle" | "working" | "worked" | { code: string }>("idle");

  const verify = async (id: string) => {
    setState("working");
    await runVerification(id).then(
      () => setState("worked"),
      (error: unknown) => setState({ code: problemOf(error).code }),
    );
    refresh();
  };
  const choose = async ({ href, action, label, hint }: Choice, apart: boolean, fallback?: string) => {
    if (href) {
      keepRecent({ href, label, hint });
      if (apart) window.open(href, "_blank", "noopener");
      else push(href);
      return close();
    }
    const [name, value = ""] = action?.split(":") ?? [];
    if (name === "verify") {
      const id = organisation ?? fallback;
      return id ? verify(id) : close();
    }
    if (name === "locale" || name === "theme") await savePreference(name, value, true);
    close();
    refresh();
  };
  return { choose, state, organisation };
}
