import type { IconName } from "./icon-drawings";
import sheet from "./icons.svg";

const SHEET: string = sheet.src;

/** A drawing from the sheet that the browser keeps. Always beside a word, or on a labelled control. */
export function Icon({ name, className = "size-4" }: { name: IconName; className?: string }) {
  return (
    <svg aria-hidden className={`${className} shrink-0`}>
      <use href={`${SHEET}#icon-${name}`} />
    </svg>
  );
}
