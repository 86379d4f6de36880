import type { ReactNode } from "react";
import { TableExport } from "@/components/exports/table-export";
import { PageFrame } from "@/components/layout/page-frame";
import { Card, CardHead } from "@/components/ui/card";
import { loadWords, pickMessages } from "@/components/ui/load-words";
import { TOKEN_RESTS_AFTER_DAYS } from "@/lib/cmk/people/people-schemas";
import type { SessionView, TokenView } from "@/lib/cmk/people/people-views";
import { api } from "@/lib/routes";
import { EndButton } from "./end-button";
import { PreferencesForm } from "./preferences-form";
import { SessionList } from "./session-list";
import { TokenForm } from "./token-form";
import { TokenList } from "./token-list";

type Props = {
  account: {
    upn: string;
    theme: string;
    timeZone: string | null;
    sessions: SessionView[];
    tokens: TokenView[];
    organisations: { id: string; name: string }[];
  };
};

const Text = ({ children }: { children: ReactNode }) => (
  <p className="max-w-[72ch] px-5 pb-4 text-[13px] text-ink2">{children}</p>
);

/** A person's own page: preferences, sessions, API tokens. */
export async function AccountScreen({ account }: Props) {
  const words = await loadWords();
  const { t, locale } = words;
  const messages = await pickMessages(["accountPage", "account", "common", "errors"]);
  const said = { locale, messages };
  const shared = { words, messages, now: new Date().toISOString() };
  const { upn, theme, timeZone, sessions, tokens, organisations } = account;
  return (
    <PageFrame crumbs={[{ label: t("accountPage.title") }]} title={t("accountPage.title")} lead={upn}>
      <div className="space-y-5">
        <Card>
          <CardHead title={t("accountPage.preferences")} />
          <Text>{t("accountPage.preferencesText")}</Text>
          <PreferencesForm
            theme={theme}
            timeZone={timeZone}
            zones={Intl.supportedValuesOf("timeZone")}
            {...said}
          />
        </Card>
        <Card>
          <CardHead
            title={t("accountPage.sessions")}
            aside={
              <span className="flex flex-wrap items-center gap-2">
                <TableExport of="own" table="sessions" words={words} />
                {sessions.length > 1 ? (
                  <EndButton
                    path={api.sessions()}
                    label={t("accountPage.endOthers")}
                    name={t("accountPage.endOthers")}
                    {...said}
                  />
                ) : null}
              </span>
            }
          />
          <SessionList sessions={sessions} pathOf={api.session} {...shared} />
        </Card>
        <Card>
          <CardHead
            title={t("accountPage.tokens")}
            aside={<TableExport of="own" table="tokens" words={words} />}
          />
          <Text>{t("accountPage.tokensText", { days: TOKEN_RESTS_AFTER_DAYS })}</Text>
          <TokenList tokens={tokens} {...shared} />
        </Card>
        <Card>
          <CardHead title={t("accountPage.make")} />
          <TokenForm organisations={organisations} {...said} />
        </Card>
      </div>
    </PageFrame>
  );
}
