import { SOFT_OF, type Tone } from "./tone";
import { ToneIcon } from "./tone-icon";

/** A status as icon and word. */
export function StatusChip({ tone, word }: { tone: Tone; word: string }) {
  return (
    <span
      className={`inline-flex items-center gap-1.5 rounded-full px-2 py-0.5 text-xs font-medium whitespace-nowrap ${SOFT_OF[tone]}`}
    >
      <ToneIcon tone={tone} className="size-3.5" />
      {word}
    </span>
  );
}
