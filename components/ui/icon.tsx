import type { IconName } from "./icon-sheet";

/** A drawing from the sheet that every page carries once. Always beside a word, or on a labelled control. */
export function Icon({ name, className = "size-4" }: { name: IconName; className?: string }) {
  return (
    <svg aria-hidden className={`${className} shrink-0`}>
      <use href={`#icon-${name}`} />
    </svg>
  );
}
