"use client";
import { Mail } from "lucide-react";
import { BUTTON, INPUT } from "@/components/ui/button-look";
import { CopyButton } from "@/components/ui/copy-button";
import { formatDay } from "@/components/ui/time";
import type { Words } from "@/components/ui/words";
import type { NewHandOverView } from "@/lib/cmk/hand-over-views";
import type { StepView } from "@/lib/cmk/views";

type Props = { made: NewHandOverView; view: StepView; words: Words };

/** The link, to copy, and a text around it to send. */
export function HandOverLink({ made: { link, handOver }, view, words: { t, locale } }: Props) {
  const organisation = view.organisation.name;
  const step = t(`steps.${view.step.part}.${view.step.id}.title`);
  const subject = t("handOver.mailSubject", { organisation, step });
  const body = t("handOver.mailBody", {
    organisation,
    step,
    recipient: t(`handOver.recipients.${handOver.recipient}`),
    reason: handOver.reason ? `\n${handOver.reason}\n` : "",
    link,
    date: formatDay(locale, handOver.expiresAt),
    name: handOver.createdByName,
  });
  const mail = `mailto:?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body.replace(/\n/g, "\r\n"))}`;
  const copied = t("common.copied");
  return (
    <div className="space-y-4 px-5 pb-5">
      <div>
        <label htmlFor="hand-over-link" className="mb-1.5 block text-[13px] font-medium">
          {t("handOver.link")}
        </label>
        <div className="flex flex-wrap gap-2">
          <input
            id="hand-over-link"
            readOnly
            value={link}
            className={`${INPUT} min-w-52 flex-1 font-mono text-xs`}
            onFocus={(event) => event.target.select()}
          />
          <CopyButton
            value={link}
            label={t("handOver.copyLink")}
            doneLabel={copied}
            withText
            className={BUTTON.main}
          />
        </div>
      </div>
      <div>
        <label htmlFor="hand-over-mail" className="mb-1.5 block text-[13px] font-medium">
          {t("handOver.mail")}
        </label>
        <textarea
          id="hand-over-mail"
          readOnly
          rows={9}
          value={body}
          className="block w-full resize-y rounded-lg border border-line2 bg-code p-3 text-xs leading-5"
        />
        <div className="mt-2 flex flex-wrap gap-2">
          <a className={BUTTON.plain} href={mail}>
            <Mail aria-hidden className="size-4" strokeWidth={1.75} />
            {t("handOver.openMail")}
          </a>
          <CopyButton
            value={body}
            label={t("handOver.copyMail")}
            doneLabel={copied}
            withText
            className={BUTTON.plain}
          />
        </div>
      </div>
    </div>
  );
}
