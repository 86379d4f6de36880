import { CheckNow } from "@/components/checks/check-now";
import { checkNowWords } from "@/components/checks/check-now-words";
import { PageFrame } from "@/components/layout/page-frame";
import { Card, CardHead } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { loadWords, pickMessages } from "@/components/ui/load-words";
import { Notice } from "@/components/ui/notice";
import type { VerificationRunView } from "@/lib/cmk/checks/verification-run";
import { may } from "@/lib/cmk/permissions";
import type { RightsView } from "@/lib/cmk/watcher/views";
import { routes } from "@/lib/routes";
import { LackList } from "./lack-list";
import { RightsPlan } from "./rights-plan";

const TEXTS = ["common", "errors", "failures", "properties", "rights", "step", "vendors", "actors"];

type Props = { view: RightsView; run: VerificationRunView | null };

/** What Clavis may not see with its read-only identity, and how it would get the right. */
export async function RightsScreen({ view: { organisation, parts }, run }: Props) {
  const words = await loadWords();
  const { t, locale } = words;
  const now = new Date().toISOString();
  const mayPlan = may(organisation.roles, "setup.plan");
  const messages = await pickMessages(mayPlan ? TEXTS : []);
  return (
    <PageFrame
      crumbs={[
        { label: organisation.name },
        { label: t("verification.title"), href: routes.verification(organisation.id) },
        { label: t("rights.title") },
      ]}
      title={t("rights.title")}
      lead={t("rights.lead")}
      actions={
        may(organisation.roles, "setup.check") ? (
          <CheckNow
            organisationId={organisation.id}
            run={run}
            words={checkNowWords(words, t("rights.checkAgain"))}
          />
        ) : null
      }
    >
      <div className="space-y-5">
        {parts.map(({ part, lacks }) => (
          <Card key={part}>
            <CardHead title={t(`parts.${part}.name`)} />
            {lacks.length === 0 ? (
              <div className="border-t border-line2">
                <EmptyState title={t("rights.emptyTitle")} text={t("rights.emptyText")} />
              </div>
            ) : (
              <LackList lacks={lacks} org={organisation.id} words={words} />
            )}
            {mayPlan ? (
              <RightsPlan
                organisationId={organisation.id}
                part={part}
                lacking={lacks.length > 0}
                locale={locale}
                messages={messages}
                now={now}
              />
            ) : lacks.length > 0 ? (
              <div className="border-t border-line2 p-4 md:px-5">
                <Notice tone="quiet" title={t("rights.forAdmins")} />
              </div>
            ) : null}
          </Card>
        ))}
      </div>
    </PageFrame>
  );
}
