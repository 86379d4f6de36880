import Link from "next/link";
import { PageFrame } from "@/components/layout/page-frame";
import { BUTTON } from "@/components/ui/button-look";
import { loadWords, pickMessages } from "@/components/ui/load-words";
import type { OrganisationView, PolicyView } from "@/lib/cmk/views";
import { routes } from "@/lib/routes";
import { OrganisationForm } from "./organisation-form";
import { PolicyForm } from "./policy-form";

const FORM_MESSAGES = [
  "common",
  "connection",
  "errors",
  "failures",
  "organisationForm",
  "shields",
  "step",
  "vendors",
];

type Props = { organisation: OrganisationView | null; policy?: PolicyView };

/** The form for a new organisation, or the settings of one. */
export async function FormScreen({ organisation, policy }: Props) {
  const { t, locale } = await loadWords();
  const crumbs = organisation
    ? [{ label: organisation.name, href: routes.overview(organisation.id) }, { label: t("nav.settings") }]
    : [{ label: t("organisations.title"), href: routes.organisations() }, { label: t("organisations.add") }];
  const kind = organisation ? "edit" : "new";
  return (
    <PageFrame
      crumbs={crumbs}
      title={t(`organisationForm.${kind}Title`)}
      lead={t(`organisationForm.${kind}Lead`)}
      actions={
        organisation ? (
          <Link href={routes.eventFeed(organisation.id)} className={BUTTON.plain}>
            {t("eventFeed.title")}
          </Link>
        ) : undefined
      }
    >
      <OrganisationForm
        organisation={organisation}
        locale={locale}
        messages={await pickMessages(FORM_MESSAGES)}
      />
      {organisation && policy ? (
        <PolicyForm
          organisationId={organisation.id}
          initial={policy}
          locale={locale}
          messages={await pickMessages(["errors", "failures", "policy", "vendors"])}
        />
      ) : null}
    </PageFrame>
  );
}
