import { PageFrame } from "@/components/layout/page-frame";
import { BUTTON, INPUT } from "@/components/ui/button-look";
import { Card, CardHead } from "@/components/ui/card";
import { CopyButton } from "@/components/ui/copy-button";
import { Field } from "@/components/ui/field";
import { Icon } from "@/components/ui/icon";
import { loadWords } from "@/components/ui/load-words";
import { withQuery } from "@/components/ui/with-query";
import { BUNDLE_TARGETS, type BundleQuery } from "@/lib/cmk/evidence/bundle-schemas";
import type { OrganisationView } from "@/lib/cmk/views";
import { api, routes } from "@/lib/routes";

type Props = { organisation: OrganisationView; text: string; query: BundleQuery };

/** A text to paste and a file to attach, for a ticket to a vendor. */
export async function BundleScreen({ organisation, text, query }: Props) {
  const { t } = await loadWords();
  return (
    <PageFrame
      crumbs={[
        { label: t("organisations.title"), href: routes.organisations() },
        { label: organisation.name, href: routes.organisation(organisation.id) },
        { label: t("supportBundle.title") },
      ]}
      title={t("supportBundle.title")}
      lead={t("supportBundle.lead")}
    >
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_360px]">
        <Card>
          <CardHead
            title={t("supportBundle.text")}
            aside={
              <CopyButton
                value={text}
                label={t("supportBundle.copy")}
                doneLabel={t("common.copied")}
                withText
                className={BUTTON.plain}
              />
            }
          />
          <div className="px-5 pb-5">
            <textarea
              readOnly
              lang="en"
              rows={26}
              value={text}
              aria-label={t("supportBundle.text")}
              className="block w-full resize-y rounded-lg border border-line2 bg-code p-4 font-mono text-xs leading-5"
            />
          </div>
        </Card>
        <div className="space-y-5">
          <Card>
            <form
              action={routes.supportBundle(organisation.id)}
              method="get"
              className="space-y-4 px-5 py-5 text-[13px]"
            >
              <Field id="bundle-for" label={t("supportBundle.for")}>
                <select id="bundle-for" name="for" defaultValue={query.for} className={INPUT}>
                  {BUNDLE_TARGETS.map((target) => (
                    <option key={target} value={target}>
                      {t(`supportBundle.targets.${target}`)}
                    </option>
                  ))}
                </select>
              </Field>
              <label className="flex items-start gap-2.5">
                <input type="checkbox" name="mask" defaultChecked={query.mask === "on"} className="mt-0.5" />
                <span>
                  {t("supportBundle.mask")}
                  <span className="block text-xs text-ink3">{t("supportBundle.maskHint")}</span>
                </span>
              </label>
              <button type="submit" className={BUTTON.plain}>
                {t("supportBundle.show")}
              </button>
            </form>
          </Card>
          <Card>
            <CardHead title={t("supportBundle.attach")} />
            <div className="space-y-4 px-5 pb-5 text-[13px] text-ink2">
              <p>{t("supportBundle.fileText")}</p>
              <a
                href={withQuery(api.supportBundle(organisation.id), { for: query.for, mask: query.mask })}
                download
                className={BUTTON.main}
              >
                <Icon name="download" />
                {t("supportBundle.download")}
              </a>
            </div>
          </Card>
        </div>
      </div>
    </PageFrame>
  );
}
