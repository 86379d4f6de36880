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
      <pre
        lang="en"
        tabIndex={0}
        aria-label={t("step.ticketText")}
        className="mx-4 mb-4 max-h-72 overflow-auto rounded-lg border border-line2 bg-code p-4 font-mono text-xs leading-5 whitespace-pre-wrap [overflow-wrap:anywhere] md:mx-5 md:mb-5"
      >
        {text}
      </pre>
    </Card>
  );
}
