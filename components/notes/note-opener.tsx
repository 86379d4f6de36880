"use client";
import { lazy, Suspense, useState } from "react";
import { BUTTON } from "@/components/ui/button-look";
import { Icon } from "@/components/ui/icon";
import type { NoteFormProps } from "./note-form";

/** Loaded when somebody writes: most only read. */
const NoteForm = lazy(() => import("./note-form").then((module) => ({ default: module.NoteForm })));

type Props = Omit<NoteFormProps, "onDone"> & { label: string; quiet?: boolean };

/** The button that becomes the form. */
export function NoteOpener({ label, quiet = false, ...form }: Props) {
  const [open, setOpen] = useState(false);
  if (open)
    return (
      <Suspense fallback={<p className="text-xs text-ink3">{label}</p>}>
        <NoteForm {...form} onDone={() => setOpen(false)} />
      </Suspense>
    );
  return (
    <button type="button" className={quiet ? BUTTON.quiet : BUTTON.plain} onClick={() => setOpen(true)}>
      {quiet ? null : <Icon name="note" />}
      {label}
    </button>
  );
}
