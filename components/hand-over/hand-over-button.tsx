"use client";
import { Forward } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { BUTTON } from "@/components/ui/button-look";
import type { Words } from "@/components/ui/words";
import type { StepView } from "@/lib/cmk/views";

/** Loaded when it is opened: most steps are done by whoever looks at them. */
const HandOverDialog = lazy(() =>
  import("./hand-over-dialog").then(({ HandOverDialog }) => ({ default: HandOverDialog })),
);

type Props = { view: StepView; words: Words; onMade: () => void };

/** The way out for whoever lacks the rights, or prefers somebody else to do the step. */
export function HandOverButton({ view, words, onMade }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" className={BUTTON.plain} aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <Forward aria-hidden className="size-4" strokeWidth={1.75} />
        {words.t("handOver.button")}
      </button>
      {open ? (
        <Suspense fallback={null}>
          <HandOverDialog view={view} words={words} onMade={onMade} onClosed={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
