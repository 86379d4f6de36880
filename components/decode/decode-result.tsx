import { BUTTON } from "@/components/ui/button-look";
import { Card } from "@/components/ui/card";
import { CopyButton } from "@/components/ui/copy-button";
import { EmptyState } from "@/components/ui/empty-state";
import type { Words } from "@/components/ui/words";
import type { DecodingView } from "@/lib/cmk/decode/decoded-view";
import { DecodedError } from "./decoded-error";
import { RawText } from "./raw-text";

type Props = { view: DecodingView | null; organisationId: string | null; words: Words };

/** Every error of the text, most of all what to do; then the text itself, for whoever is asked next. */
export function DecodeResult({ view, organisationId, words }: Props) {
  const { t } = words;
  if (!view) {
    return (
      <Card>
        <EmptyState title={t("decodePage.emptyTitle")} text={t("decodePage.emptyText")} />
      </Card>
    );
  }
  const { errors, redacted, ticketText } = view;
  return (
    <>
      <div className="flex flex-wrap items-center gap-3">
        <p className="flex-1 text-[13px] text-ink2" aria-live="polite">
          {t("decodePage.found", { count: errors.filter(({ rule }) => rule !== null).length })}
        </p>
        <CopyButton
          value={ticketText}
          label={t("decodePage.copyTicket")}
          doneLabel={t("common.copied")}
          withText
          className={BUTTON.plain}
        />
      </div>
      {errors.map((error) => (
        <DecodedError
          key={`${error.rule} ${error.code} ${error.evidence.map(({ value }) => value).join(" ")}`}
          error={error}
          organisationId={organisationId}
          words={words}
        />
      ))}
      <Card className="px-4 py-3 text-[13px] md:px-5">
        <RawText text={redacted} copy={ticketText} words={words} open={errors.every(({ rule }) => !rule)} />
      </Card>
    </>
  );
}
