"use client";
import { BUTTON } from "@/components/ui/button-look";
import { Card, CardHead } from "@/components/ui/card";
import { CopyButton } from "@/components/ui/copy-button";
import type { Words } from "@/components/ui/words";

/** What to send to Customer Care, whole. In English, whatever the language of the page. */
export function TicketText({ text, words: { t } }: { text: string; words: Words }) {
  return (
    <Card>
      <CardHead
        title={t("step.ticketText")}
        level={3}
        aside={
          <CopyButton
            value={text}
            label={t("step.copyText")}
            doneLabel={t("common.copied")}
            withText
            className={BUTTON.plain}
          />
        }
      />
      <div className="px-4 pb-4 md:px-5 md:pb-5">
        <textarea
          readOnly
          lang="en"
          rows={18}
          value={text}
          aria-label={t("step.ticketText")}
          className="block w-full resize-y rounded-lg border border-line2 bg-code p-4 font-mono text-xs leading-5"
        />
      </div>
    </Card>
  );
}
