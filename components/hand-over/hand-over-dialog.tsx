"use client";
import { useEffect, useRef, useState } from "react";
import { Dialog } from "@/components/ui/dialog";
import type { Words } from "@/components/ui/words";
import type { NewHandOverView } from "@/lib/cmk/hand-over-views";
import type { StepView } from "@/lib/cmk/views";
import { HandOverForm } from "./hand-over-form";
import { HandOverLink } from "./hand-over-link";

type Props = { view: StepView; words: Words; onMade: () => void; onClosed: () => void };

/** Asks for whom and why, then shows the link: this once. */
export function HandOverDialog({ view, words, onMade, onClosed }: Props) {
  const { t } = words;
  const dialog = useRef<HTMLDialogElement>(null);
  const [made, setMade] = useState<NewHandOverView | null>(null);
  useEffect(() => {
    const element = dialog.current;
    if (!element) return;
    if (!element.open) element.showModal();
    element.addEventListener("close", onClosed);
    return () => element.removeEventListener("close", onClosed);
  }, [onClosed]);
  return (
    <Dialog
      ref={dialog}
      title={t(made ? "handOver.readyTitle" : "handOver.title")}
      text={t(made ? "handOver.readyText" : "handOver.text")}
      closeLabel={t("common.close")}
    >
      {made ? (
        <HandOverLink made={made} view={view} words={words} />
      ) : (
        <HandOverForm
          view={view}
          words={words}
          onMade={(answer) => {
            setMade(answer);
            onMade();
          }}
        />
      )}
    </Dialog>
  );
}
