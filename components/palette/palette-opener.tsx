"use client";
import { lazy, Suspense, useEffect, useState } from "react";
import type { Messages } from "@/components/ui/words";
import { forgetRecent } from "./recent";

/** Loaded when it is asked for: pages stay as light as they were. */
const CommandPalette = lazy(() =>
  import("./command-palette").then(({ CommandPalette }) => ({ default: CommandPalette })),
);

type Props = { locale: string; messages: Messages };

/** Ctrl+K or ⌘K anywhere, or a button marked for it, opens the palette. */
export function PaletteOpener({ locale, messages }: Props) {
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (
        event.key.toLowerCase() !== "k" ||
        !(event.metaKey || event.ctrlKey) ||
        event.altKey ||
        event.shiftKey
      )
        return;
      event.preventDefault();
      setOpen(true);
    };
    const onClick = ({ target }: MouseEvent) => {
      if (target instanceof Element && target.closest("[data-opens-palette]")) setOpen(true);
    };
    const onSubmit = ({ target }: SubmitEvent) => {
      if (target instanceof HTMLFormElement && target.action.endsWith("/sign-out")) forgetRecent();
    };
    document.addEventListener("keydown", onKey);
    document.addEventListener("click", onClick);
    document.addEventListener("submit", onSubmit);
    return () => {
      document.removeEventListener("keydown", onKey);
      document.removeEventListener("click", onClick);
      document.removeEventListener("submit", onSubmit);
    };
  }, []);
  return open ? (
    <Suspense fallback={null}>
      <CommandPalette locale={locale} messages={messages} onClosed={() => setOpen(false)} />
    </Suspense>
  ) : null;
}
