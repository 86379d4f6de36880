import Link from "next/link";
import { QuestionLine } from "@/components/notes/question-line";
import { MomentForm } from "@/components/support/moment-form";
import { OrganisationFrame } from "@/components/support/organisation-frame";
import { loadWords } from "@/components/ui/load-words";
import { Notice } from "@/components/ui/notice";
import { exactTime, Time } from "@/components/ui/time";
import { withQuery } from "@/components/ui/with-query";
import type { QuestionView } from "@/lib/cmk/notes/note-views";
import type { ConfigurationView } from "@/lib/cmk/views";
import { routes } from "@/lib/routes";
import { ConfigurationPart } from "./configuration-part";

type Props = { view: ConfigurationView; question: QuestionView | null };

/** One organisation as stored and as observed, now or at a moment: what support reads. */
export async function ConfigurationScreen({ view, question }: Props) {
  const words = await loadWords();
  const { t } = words;
  const now = new Date().toISOString();
  const { organisation, parts, verdict, at } = view;
  const [before = "", after = ""] = t("configuration.verified", { time: "|" }).split("|");
  const path = routes.organisation(organisation.id);
  const note = (
    <>
      <span>
        {t("configuration.credentialIs", {
          id: organisation.adobeCredential?.clientId ?? t("configuration.noCredential"),
        })}
      </span>
      <span className="text-ink3">
        {verdict.verifiedAt ? (
          <>
            {before}
            <Time at={verdict.verifiedAt} now={at ?? now} words={words} />
            {after}
          </>
        ) : (
          t("configuration.neverVerified")
        )}
      </span>
    </>
  );
  return (
    <OrganisationFrame organisation={organisation} tab="now" words={words} note={note}>
      <div className="space-y-5">
        <div className="flex flex-wrap items-end gap-x-6 gap-y-3">
          <MomentForm
            action={path}
            fields={[{ name: "at", label: t("support.asOf.label"), value: at }]}
            submit={t("support.asOf.show")}
            links={at ? [{ label: t("support.asOf.back"), href: path }] : []}
            latest={now}
          />
        </div>
        {at ? (
          <Notice tone="accent" title={t("support.asOf.title", { time: exactTime(words, at) })}>
            {t("support.asOf.text")}{" "}
            <Link
              href={withQuery(routes.compare(organisation.id), { from: at })}
              className="underline underline-offset-2"
            >
              {t("support.tabs.compare")}
            </Link>
          </Notice>
        ) : question ? (
          <QuestionLine organisationId={organisation.id} question={question} words={words} />
        ) : null}
        <div className="grid items-start gap-5 xl:grid-cols-2">
          {parts.map((part) => (
            <ConfigurationPart key={part.part} part={part} words={words} now={at ?? now} />
          ))}
        </div>
      </div>
    </OrganisationFrame>
  );
}
