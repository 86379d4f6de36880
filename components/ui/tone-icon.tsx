import type { Tone } from "./tone";

/** A status as a drawing, from the sheet that the page carries once. */
export function ToneIcon({ tone, className = "size-4" }: { tone: Tone; className?: string }) {
  return (
    <svg aria-hidden className={`${className} shrink-0`}>
      <use href={`#tone-${tone}`} />
    </svg>
  );
}
