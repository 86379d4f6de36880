import Link from "next/link";
import { CheckNow } from "@/components/checks/check-now";
import { checkNowWords } from "@/components/checks/check-now-words";
import { Card, CardHead } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import type { Words } from "@/components/ui/words";
import type { AlertView, AdobeGuide as Guide } from "@/lib/cmk/alerts/alert-views";
import { may } from "@/lib/cmk/permissions";
import type { OrganisationView } from "@/lib/cmk/views";
import { routes } from "@/lib/routes";
import { AdobeCause } from "./adobe-cause";
import { AdobeEvents } from "./adobe-events";

type Props = { alert: AlertView; guide: Guide; words: Words; now: string };

/** How the causes stand as a whole, where none of them is found. */
function Standing({ guide, words: { t } }: Pick<Props, "guide" | "words">) {
  if (guide.likely !== null) return null;
  const first = guide.foundAtFirst;
  if (first)
    return (
      <Notice
        tone="ok"
        title={t("adobeAlerts.mendedTitle", { cause: t(`adobeAlerts.causes.${first}.title`) })}
      >
        <p>{t("adobeAlerts.mendedText")}</p>
      </Notice>
    );
  const unseen = guide.causes.some(({ state, id }) => state === "unseen" && id !== "passing");
  return (
    <Notice tone="quiet" title={t(unseen ? "adobeAlerts.unseenTitle" : "adobeAlerts.nothingTitle")}>
      <p>{t(unseen ? "adobeAlerts.unseenText" : "adobeAlerts.nothingText")}</p>
    </Notice>
  );
}

function Times({ organisation, words: { t } }: { organisation: OrganisationView; words: Words }) {
  return (
    <Card>
      <CardHead
        title={t("adobeAlerts.timeTitle")}
        aside={
          <Link href={routes.revoking(organisation.id)} className="text-xs text-accent hover:underline">
            {t("adobeAlerts.more")}
          </Link>
        }
      />
      <dl>
        {["t0", "t1", "t2", "t3"].map((time) => (
          <div
            key={time}
            className="gap-6 border-t border-line2 px-5 py-2.5 text-[13px] sm:grid sm:grid-cols-[180px_1fr]"
          >
            <dt className="font-medium">{t(`revoking.${time}`)}</dt>
            <dd className="text-ink2">{t(`revoking.${time}Text`)}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

/**
 * The guided part of one of Adobe's alerts: its causes in Adobe's order, the one that is found now opened, what mends
 * each, and how long it takes until Adobe notices.
 */
export function AdobeGuide({ alert, guide, words, now }: Props) {
  const { t } = words;
  const { organisation } = alert;
  return (
    <>
      <Card>
        <CardHead
          title={t("adobeAlerts.guideTitle")}
          aside={
            may(organisation.roles, "setup.check") ? (
              <CheckNow
                organisationId={organisation.id}
                words={checkNowWords(words, t("adobeAlerts.checkNow"))}
              />
            ) : null
          }
        />
        <div className="space-y-3 px-5 pb-4 text-[13px] text-ink2">
          <p>{t("adobeAlerts.guideLead")}</p>
          <Standing guide={guide} words={words} />
        </div>
        <ol>
          {guide.causes.map((cause) => (
            <AdobeCause
              key={cause.id}
              cause={cause}
              organisation={organisation}
              isLikely={cause.id === guide.likely}
              words={words}
              now={now}
            />
          ))}
        </ol>
        <p className="border-t border-line2 px-5 py-3 text-xs text-ink3">{t("adobeAlerts.source")}</p>
      </Card>
      <Times organisation={organisation} words={words} />
      <AdobeEvents organisation={organisation} guide={guide} words={words} now={now} />
    </>
  );
}
