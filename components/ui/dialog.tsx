"use client";
import { type ReactNode, type RefObject, useId } from "react";
import { Icon } from "./icon";

type Props = {
  ref: RefObject<HTMLDialogElement | null>;
  title: string;
  text?: string;
  closeLabel: string;
  children: ReactNode;
};

/** A modal dialog: the browser's own, which keeps the focus inside, closes on Escape and gives the focus back. */
export function Dialog({ ref, title, text, closeLabel, children }: Props) {
  const id = useId();
  return (
    <dialog
      ref={ref}
      aria-labelledby={id}
      className="m-auto max-h-[min(85dvh,760px)] w-[min(760px,calc(100vw-32px))] flex-col rounded-xl border border-line bg-panel text-ink open:flex"
    >
      <div className="flex items-start gap-4 p-5">
        <div className="min-w-0 flex-1">
          <h2 id={id} className="text-base font-semibold">
            {title}
          </h2>
          {text ? <p className="mt-1 text-[13px] text-ink2">{text}</p> : null}
        </div>
        <button
          type="button"
          aria-label={closeLabel}
          className="rounded-md p-1.5 text-ink3 hover:bg-line2"
          onClick={() => ref.current?.close()}
        >
          <Icon name="close" />
        </button>
      </div>
      {children}
    </dialog>
  );
}
