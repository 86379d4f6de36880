import { Notice } from "@/components/ui/notice";
import type { Words } from "@/components/ui/words";
import type { DecodingView } from "@/lib/cmk/decode/decoded-view";
import { DecodedFix } from "./decoded-fix";
import { RawText } from "./raw-text";

type Props = {
  view: DecodingView;
  /** What to say of an error that nobody has described. */
  unknown: { title: string; fix: string };
  organisationId: string;
  current: string;
  words: Words;
};

/** A failed step, decoded: what it means, whose move, which id differs, and how it is mended. */
export function FailedStep({ view, unknown, organisationId, current, words }: Props) {
  const [error] = view.errors;
  const known = error?.rule ? error : null;
  return (
    <Notice tone={known?.severity === "wait" ? "wait" : "bad"} title={known?.title ?? unknown.title}>
      <div className="space-y-1.5 text-ink">
        {known ? (
          <>
            <p>{known.meaning}</p>
            <p className="font-medium">{known.move}</p>
            <p>{known.fix}</p>
            <DecodedFix error={known} organisationId={organisationId} current={current} words={words} />
          </>
        ) : (
          <p>{unknown.fix}</p>
        )}
        <RawText text={view.redacted} copy={view.ticketText} words={words} />
      </div>
    </Notice>
  );
}
