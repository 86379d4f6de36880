"use client";
import type { ReactNode } from "react";
import { Card, CardHead } from "@/components/ui/card";
import { StatusChip } from "@/components/ui/status-chip";
import type { Tone } from "@/components/ui/tone";
import type { Words } from "@/components/ui/words";
import type { Fit } from "@/lib/cmk/candidates";
import type { Candidates } from "./use-candidates";

const TONE: Record<Fit["fit"], Tone> = { fits: "ok", "fits-after-changes": "wait", "does-not-fit": "bad" };

type ListProps = {
  words: Words;
  candidates: Candidates<unknown>;
  /** Another way to choose, below the list. */
  more?: ReactNode;
  children: ReactNode;
};

/** The decision of a step: create, or take something that exists. */
export function ChoiceList({ words: { t }, candidates, more, children }: ListProps) {
  const empty = candidates.state === "listed" && candidates.list.length === 0;
  const note =
    candidates.state === "loading"
      ? "step.candidatesLoading"
      : candidates.state === "failed"
        ? "step.candidatesFailed"
        : empty
          ? "step.candidatesNone"
          : null;
  return (
    <Card>
      <fieldset>
        <legend className="sr-only">{t("step.decision")}</legend>
        <div aria-hidden>
          <CardHead title={t("step.decision")} level={3} />
        </div>
        {children}
      </fieldset>
      <p
        aria-live="polite"
        className={note ? "border-t border-line2 px-4 py-3 text-xs text-ink3 md:px-5" : "sr-only"}
      >
        {note ? t(note) : ""}
      </p>
      {more}
    </Card>
  );
}

type OptionProps = {
  name: string;
  title: ReactNode;
  detail: string;
  fit: Fit["fit"];
  reasons: string[];
  checked: boolean;
  disabled: boolean;
  onChoose: () => void;
  words: Words;
  children?: ReactNode;
};

/** One candidate: whether it fits, and what stands against it. */
export function Choice({
  name,
  title,
  detail,
  fit,
  reasons,
  checked,
  disabled,
  onChoose,
  words: { t },
  children,
}: OptionProps) {
  const hopeless = fit === "does-not-fit";
  return (
    <div className="border-t border-line2">
      <label
        className={`flex flex-wrap items-start gap-x-4 gap-y-1.5 px-4 py-3 text-[13px] md:flex-nowrap md:px-5 ${hopeless ? "" : "cursor-pointer hover:bg-line2/50"}`}
      >
        <input
          type="radio"
          name={name}
          checked={checked}
          disabled={disabled || hopeless}
          onChange={onChoose}
          className="mt-0.5 size-4 accent-accent"
        />
        <span className="min-w-0 flex-1 max-md:basis-44">
          <span className={`block break-words ${hopeless ? "text-ink3" : ""}`}>{title}</span>
          <span className="mt-0.5 block text-xs text-ink3">{detail}</span>
        </span>
        <span className="shrink-0 max-md:order-last max-md:ml-8 md:w-48">
          <StatusChip tone={TONE[fit]} word={t(`fits.${fit}`)} />
        </span>
        <span className="space-y-1 text-xs text-ink2 max-md:order-last max-md:ml-8 max-md:basis-full md:w-1/3">
          {reasons.map((reason) => (
            <span key={reason} className="block break-words">
              {reason}
            </span>
          ))}
        </span>
      </label>
      {checked && children ? <div className="px-4 pb-4 md:pr-5 md:pl-13">{children}</div> : null}
    </div>
  );
}

/** Why a candidate does not (yet) fit, in words. */
export function reasonsOf(fit: Fit, { t, has }: Words): string[] {
  return fit.reasons.map(({ id, reason }) =>
    reason && has(`reasons.${reason.key}`)
      ? t(`reasons.${reason.key}`, reason.params)
      : t(`requirements.${id}`),
  );
}
