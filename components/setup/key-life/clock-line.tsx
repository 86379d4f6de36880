import { TEXT_OF } from "@/components/ui/tone";
import { ToneIcon } from "@/components/ui/tone-icon";
import type { Words } from "@/components/ui/words";
import type { KeyLifeClock } from "@/lib/cmk/key-life/clock";
import { clockWords } from "./clock-words";

type Props = { clock: KeyLifeClock; words: Words; now: string };

/** The key-life clock of a part in one line. */
export function ClockLine({ clock, words, now }: Props) {
  const { tone, text } = clockWords(clock, words, now);
  return (
    <p className={`flex items-start gap-1.5 text-xs ${tone === "ok" ? "text-ink3" : TEXT_OF[tone]}`}>
      <ToneIcon tone={tone} className="mt-0.5 size-3.5 shrink-0" />
      <span className="min-w-0">{text}</span>
    </p>
  );
}
