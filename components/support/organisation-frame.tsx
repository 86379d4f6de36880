import Link from "next/link";
import type { ReactNode } from "react";
import { CheckNow } from "@/components/checks/check-now";
import { checkNowWords } from "@/components/checks/check-now-words";
import { PageFrame } from "@/components/layout/page-frame";
import { BUTTON } from "@/components/ui/button-look";
import { Icon } from "@/components/ui/icon";
import { Identifier } from "@/components/ui/identifier";
import { shortenImsOrg } from "@/components/ui/shorten";
import type { Words } from "@/components/ui/words";
import { may } from "@/lib/cmk/permissions";
import type { OrganisationView } from "@/lib/cmk/views";
import { routes } from "@/lib/routes";
import { type OrganisationTab, OrganisationTabs } from "./organisation-tabs";

type Props = {
  organisation: OrganisationView;
  tab: OrganisationTab;
  words: Words;
  /** A line below the name. */
  note?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
};

/** What the views of one organisation have in common: who it is, what can be done, and the way from one to the next. */
export function OrganisationFrame({ organisation, tab, words, note, actions, children }: Props) {
  const { t } = words;
  const lead = (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1 text-[13px]">
      <Identifier value={organisation.imsOrgId} short={shortenImsOrg(organisation.imsOrgId)} words={words} />
      <span className="uppercase">{organisation.region}</span>
      <span>{t(`shields.${organisation.shield}`)}</span>
      <span className="flex items-center gap-1">
        {t("properties.tenant")} <Identifier value={organisation.azureTenantId} words={words} />
      </span>
      {note}
    </div>
  );
  return (
    <PageFrame
      crumbs={[
        { label: t("organisations.title"), href: routes.organisations() },
        { label: organisation.name, href: routes.organisation(organisation.id) },
        { label: t(`support.tabs.${tab}`) },
      ]}
      title={organisation.name}
      lead={lead}
      actions={
        <>
          {may(organisation.roles, "setup.check") ? (
            <CheckNow
              organisationId={organisation.id}
              words={checkNowWords(words, t("configuration.verify"))}
            />
          ) : null}
          {actions}
          {may(organisation.roles, "support-bundle.make") ? (
            <Link className={BUTTON.plain} href={routes.supportBundle(organisation.id)} prefetch={false}>
              <Icon name="download" />
              {t("supportBundle.open")}
            </Link>
          ) : null}
          <Link className={BUTTON.plain} href={routes.setup(organisation.id)} prefetch={false}>
            <Icon name="list" />
            {t("configuration.setupLink")}
          </Link>
        </>
      }
    >
      <OrganisationTabs organisationId={organisation.id} tab={tab} words={words} />
      {children}
    </PageFrame>
  );
}
