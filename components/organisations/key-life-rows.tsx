import { ClockLine } from "@/components/setup/key-life/clock-line";
import { Findings } from "@/components/setup/key-life/findings";
import type { Words } from "@/components/ui/words";
import type { KeyLife } from "@/lib/cmk/key-life/key-life";

/** What support reads of a key's life: what ends first, and the findings on expiry and rotation. */
export function KeyLifeRows({ life, words, now }: { life: KeyLife; words: Words; now: string }) {
  return (
    <div className="space-y-2.5 border-t border-line2 px-5 py-4">
      <ClockLine clock={life.clock} words={words} now={now} />
      <Findings verdict={life.verdict} words={words} />
    </div>
  );
}
