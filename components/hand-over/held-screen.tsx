import { Card } from "@/components/ui/card";
import { loadWords, pickMessages } from "@/components/ui/load-words";
import { formatDay, Time } from "@/components/ui/time";
import type { HeldHandOverView } from "@/lib/cmk/hand-over-views";
import { HeldFrame } from "./held-frame";
import { HeldStep } from "./held-step";

const MESSAGES = [
  "common",
  "errors",
  "failures",
  "heldStep",
  "needs",
  "properties",
  "reasons",
  "requirements",
  "sources",
  "states",
  "status",
  "step",
  "steps",
  "vendors",
  "waiting",
];

type Props = { view: HeldHandOverView; person: { name: string; upn: string }; token: string };

/** What somebody sees who was handed one step: who asks and why, what is needed, what to do, and a way to prove it. */
export async function HeldScreen({ view, person, token }: Props) {
  const [words, messages] = await Promise.all([loadWords(), pickMessages(MESSAGES)]);
  const { t, locale } = words;
  const now = new Date().toISOString();
  const { askedBy: name, organisationName: organisation, reason } = view;
  const check = t("heldStep.check");
  return (
    <HeldFrame
      title={t("heldStep.title", { name })}
      lead={t("heldStep.lead", { organisation })}
      person={person}
      words={words}
    >
      <Card className="p-4 md:p-5">
        <dl className="flex flex-wrap gap-x-10 gap-y-3 text-[13px]">
          <div>
            <dt className="text-xs text-ink3">{t("heldStep.askedOf")}</dt>
            <dd>{t(`handOver.recipients.${view.recipient}`)}</dd>
          </div>
          <div>
            <dt className="text-xs text-ink3">{t("heldStep.askedOn")}</dt>
            <dd>
              <Time at={view.askedAt} now={now} words={words} />
            </dd>
          </div>
          <div>
            <dt className="text-xs text-ink3">{t("heldStep.opensUntil")}</dt>
            <dd>{formatDay(locale, view.expiresAt)}</dd>
          </div>
        </dl>
        {reason ? (
          <>
            <h2 className="mt-4 text-xs text-ink3">{t("heldStep.why")}</h2>
            <p className="mt-1 border-l-2 border-line pl-3 break-words whitespace-pre-line">{reason}</p>
          </>
        ) : null}
        <p className="mt-4 max-w-[76ch] text-[13px] text-ink2">{t("heldStep.what", { check })}</p>
      </Card>
      <HeldStep initial={view} token={token} locale={locale} messages={messages} now={now} />
    </HeldFrame>
  );
}
