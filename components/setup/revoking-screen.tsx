import Link from "next/link";
import { PageFrame } from "@/components/layout/page-frame";
import { BUTTON } from "@/components/ui/button-look";
import { Card, CardHead } from "@/components/ui/card";
import { loadWords } from "@/components/ui/load-words";
import { Notice } from "@/components/ui/notice";
import type { OrganisationView } from "@/lib/cmk/views";
import { routes } from "@/lib/routes";

const TIMES = ["t0", "t1", "t2", "t3"];
const CLASSES = [
  { id: "purge", items: ["purge1", "purge2", "purge3", "purge4"], tone: "bad" },
  { id: "safe", items: ["safe1", "safe2", "safe3"], tone: "ok" },
] as const;

/**
 * What revoking access to the key sets off, when, and what of it can be taken back. Adobe's two texts about the purge
 * disagree: both are named, and the worse case is what counts.
 */
export async function RevokingScreen({ organisation }: { organisation: OrganisationView }) {
  const { t } = await loadWords();
  return (
    <PageFrame
      crumbs={[
        { label: organisation.name, href: routes.overview(organisation.id) },
        { label: t("nav.setup"), href: routes.setup(organisation.id) },
        { label: t("revoking.title") },
      ]}
      title={t("revoking.title")}
      lead={<p className="max-w-[72ch]">{t("revoking.lead")}</p>}
    >
      <div className="max-w-4xl space-y-5">
        <Notice tone="accent" title={t("revoking.neverTitle")}>
          <p>{t("revoking.neverText")}</p>
        </Notice>
        <Card>
          <CardHead title={t("revoking.timelineTitle")} />
          <dl>
            {TIMES.map((time) => (
              <div
                key={time}
                className="gap-6 border-t border-line2 px-5 py-3 text-[13px] sm:grid sm:grid-cols-[180px_1fr]"
              >
                <dt className="font-medium">{t(`revoking.${time}`)}</dt>
                <dd className="text-ink2">{t(`revoking.${time}Text`)}</dd>
              </div>
            ))}
          </dl>
        </Card>
        <h2 className="pt-2 font-medium">{t("revoking.classesTitle")}</h2>
        <div className="grid items-start gap-5 md:grid-cols-2">
          {CLASSES.map(({ id, items, tone }) => (
            <Card key={id}>
              <div className="p-4">
                <Notice tone={tone} title={t(`revoking.${id}Title`)} />
                <h3 className="mt-4 text-[13px] font-medium">{t(`revoking.${id}Class`)}</h3>
                <ul className="mt-2 list-disc space-y-1.5 pl-5 text-[13px] text-ink2">
                  {items.map((item) => (
                    <li key={item}>{t(`revoking.${item}`)}</li>
                  ))}
                </ul>
              </div>
            </Card>
          ))}
        </div>
        <Card>
          <CardHead title={t("revoking.sourcesTitle")} />
          <div className="space-y-2 px-5 pb-5 text-[13px] text-ink2">
            <p>{t("revoking.sourceAep")}</p>
            <p>{t("revoking.sourceAjo")}</p>
            <p className="font-medium text-ink">{t("revoking.worst")}</p>
          </div>
        </Card>
        <Card>
          <CardHead title={t("revoking.recoverTitle")} />
          <p className="px-5 pb-5 text-[13px] text-ink2">{t("revoking.recoverText")}</p>
        </Card>
        <Card>
          <CardHead title={t("revoking.doTitle")} />
          <ol className="list-decimal space-y-1.5 px-5 pb-5 pl-10 text-[13px] text-ink2">
            {["do1", "do2", "do3"].map((item) => (
              <li key={item}>{t(`revoking.${item}`)}</li>
            ))}
          </ol>
        </Card>
        <Link href={routes.setup(organisation.id)} className={BUTTON.plain}>
          {t("revoking.back")}
        </Link>
      </div>
    </PageFrame>
  );
}
