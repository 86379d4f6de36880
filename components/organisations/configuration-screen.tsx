import Link from "next/link";
import { PageFrame } from "@/components/layout/page-frame";
import { BUTTON } from "@/components/ui/button-look";
import { Icon } from "@/components/ui/icon";
import { Identifier } from "@/components/ui/identifier";
import { loadWords } from "@/components/ui/load-words";
import { shortenImsOrg } from "@/components/ui/shorten";
import { Time } from "@/components/ui/time";
import { may } from "@/lib/cmk/permissions";
import type { ConfigurationView } from "@/lib/cmk/views";
import { routes } from "@/lib/routes";
import { ConfigurationPart } from "./configuration-part";
import { VerifyButton } from "./verify-button";

/** One organisation as stored and as observed: what support reads. */
export async function ConfigurationScreen({ view }: { view: ConfigurationView }) {
  const words = await loadWords();
  const { t, locale } = words;
  const now = new Date().toISOString();
  const { organisation, parts, verdict } = view;
  const [before = "", after = ""] = t("configuration.verified", { time: "|" }).split("|");
  const lead = (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1 text-[13px]">
      <Identifier value={organisation.imsOrgId} short={shortenImsOrg(organisation.imsOrgId)} words={words} />
      <span className="uppercase">{organisation.region}</span>
      <span>{t(`shields.${organisation.shield}`)}</span>
      <span className="flex items-center gap-1">
        {t("properties.tenant")} <Identifier value={organisation.azureTenantId} words={words} />
      </span>
      <span>
        {t("configuration.credentialIs", {
          id: organisation.adobeCredential?.clientId ?? t("configuration.noCredential"),
        })}
      </span>
      <span className="text-ink3">
        {verdict.verifiedAt ? (
          <>
            {before}
            <Time at={verdict.verifiedAt} now={now} locale={locale} />
            {after}
          </>
        ) : (
          t("configuration.neverVerified")
        )}
      </span>
    </div>
  );
  const actions = (
    <>
      {may(organisation.roles, "setup.check") ? (
        <VerifyButton
          organisationId={organisation.id}
          label={t("configuration.verify")}
          busyLabel={t("configuration.verifying")}
          failedLabel={t("errors.title")}
        />
      ) : null}
      <Link className={BUTTON.plain} href={routes.audit(organisation.id)}>
        <Icon name="history" />
        {t("configuration.auditLink")}
      </Link>
      <Link className={BUTTON.plain} href={routes.setup(organisation.id)}>
        <Icon name="list" />
        {t("configuration.setupLink")}
      </Link>
    </>
  );
  return (
    <PageFrame
      crumbs={[
        { label: t("organisations.title"), href: routes.organisations() },
        { label: organisation.name },
        { label: t("configuration.title") },
      ]}
      title={organisation.name}
      lead={lead}
      actions={actions}
    >
      <div className="grid items-start gap-5 xl:grid-cols-2">
        {parts.map((part) => (
          <ConfigurationPart key={part.part} part={part} words={words} now={now} />
        ))}
      </div>
    </PageFrame>
  );
}
