import { EndButton } from "@/components/account/end-button";
import { SessionList } from "@/components/account/session-list";
import { TableExport } from "@/components/exports/table-export";
import { PageFrame } from "@/components/layout/page-frame";
import { Card, CardHead } from "@/components/ui/card";
import { loadWords, pickMessages } from "@/components/ui/load-words";
import { Pager } from "@/components/ui/pager";
import { withQuery } from "@/components/ui/with-query";
import type { PersonView } from "@/lib/cmk/people/people-views";
import { api, routes } from "@/lib/routes";
import { BindingsForm } from "./bindings-form";
import { PersonFacts } from "./person-facts";
import { RoleChange } from "./role-change";

type Props = { view: PersonView; cursor: string | undefined };

/** One person: what Entra grants, what Clavis binds, where they are signed in. */
export async function PersonScreen({ view: { person, bindings, sessions }, cursor }: Props) {
  const words = await loadWords();
  const { t, locale } = words;
  const { id, name } = person;
  const messages = await pickMessages(["everybody", "accountPage", "roles", "errors", "common", "lists"]);
  const said = { locale, messages };
  const now = new Date().toISOString();
  const path = routes.person(id);
  return (
    <PageFrame
      crumbs={[{ label: t("everybody.title"), href: routes.everybody() }, { label: name }]}
      title={name}
      lead={person.upn}
    >
      <div className="space-y-5">
        <Card>
          <CardHead title={t("everybody.entra")} />
          <PersonFacts person={person} words={words} now={now} />
        </Card>
        <Card>
          <CardHead title={t("everybody.everywhere")} />
          <p className="max-w-[72ch] px-5 pb-4 text-[13px] text-ink2">{t("everybody.everywhereText")}</p>
          <div className="px-5 pb-5">
            <RoleChange person={{ id, name }} places="all" current={person.everywhere} {...said} />
          </div>
        </Card>
        <Card>
          <CardHead
            title={t("everybody.organisations")}
            aside={<TableExport of="all" table="bindings" query={{ person: id }} words={words} />}
          />
          <BindingsForm key={cursor} person={{ id, name }} bindings={bindings.rows} {...said} />
          {bindings.next || cursor ? (
            <Pager
              total={bindings.total}
              first={cursor ? path : null}
              next={bindings.next ? withQuery(path, { cursor: bindings.next }) : null}
              words={words}
            />
          ) : null}
        </Card>
        <Card>
          <CardHead
            title={t("everybody.sessions")}
            aside={
              <span className="flex flex-wrap items-center gap-2">
                <TableExport of="all" table="sessions" query={{ person: id }} words={words} />
                {sessions.some(({ current }) => !current) ? (
                  <EndButton
                    path={api.personSessions(id)}
                    label={t("people.signOut")}
                    name={t("everybody.signOutOf", { name })}
                    ask={{ text: t("everybody.signOutAsk"), yes: t("everybody.signOutYes") }}
                    {...said}
                  />
                ) : null}
              </span>
            }
          />
          {sessions.length === 0 ? (
            <p className="px-5 pb-5 text-[13px] text-ink3">{t("everybody.noSessions")}</p>
          ) : null}
          <SessionList
            sessions={sessions}
            pathOf={(session) => api.personSession(id, session)}
            words={words}
            messages={messages}
            now={now}
          />
        </Card>
      </div>
    </PageFrame>
  );
}
