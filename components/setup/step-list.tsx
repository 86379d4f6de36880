"use client";
import Link from "next/link";
import { TEXT_OF, type Tone } from "@/components/ui/tone";
import { ToneIcon } from "@/components/ui/tone-icon";

export type ListedStep = {
  key: string;
  href: string;
  name: string;
  /** Where it stands: in a word, for those who do not see the drawing, and in a few. */
  state: string;
  note: string;
  tone: Tone;
};
export type ListedPart = { part: string; heading: string; steps: ListedStep[] };

/** The steps of both parts: one piece, so that the page carries little more than their words. */
export function StepList({ parts, current }: { parts: ListedPart[]; current: string }) {
  return parts.map(({ part, heading, steps }, index) => (
    <section key={part} className={index > 0 ? "mt-5" : ""}>
      <h2 className="px-3 pb-1.5 text-xs font-medium text-ink3">{heading}</h2>
      <ol className="space-y-0.5">
        {steps.map((step) => (
          <li key={step.key}>
            <StepLink step={step} current={step.key === current} />
          </li>
        ))}
      </ol>
    </section>
  ));
}

function StepLink({ step, current }: { step: ListedStep; current: boolean }) {
  const { href, name, state, note, tone } = step;
  const look = current ? "border-line bg-panel" : "border-transparent hover:bg-line2";
  const weight = `${current ? "font-medium" : ""} ${tone === "quiet" ? "text-ink2" : ""}`;
  return (
    <Link
      href={href}
      prefetch={false}
      aria-current={current ? "step" : undefined}
      className={`flex gap-3 rounded-lg border px-3 py-2.5 ${look}`}
    >
      <span className={`mt-px ${TEXT_OF[tone]}`}>
        <ToneIcon tone={tone} className="size-[18px]" />
        <span className="sr-only">{state}: </span>
      </span>
      <span className="min-w-0">
        <span className={`block text-[13px] ${weight}`}>{name}</span>
        <span className="mt-0.5 block truncate text-xs text-ink3">{note}</span>
      </span>
    </Link>
  );
}
