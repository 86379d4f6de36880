import { Identifier } from "@/components/ui/identifier";
import { Time } from "@/components/ui/time";
import type { Words } from "@/components/ui/words";
import type { PersonRow } from "@/lib/cmk/people/people-views";
import { GrantedRoles } from "./granted-roles";

/** What Entra said at the newest sign-in. */
export function PersonFacts({ person, words, now }: { person: PersonRow; words: Words; now: string }) {
  const { t } = words;
  const facts = [
    [t("everybody.grants"), <GrantedRoles key="roles" person={person} words={words} />],
    [t("everybody.directory"), <Identifier key="tenant" value={person.tenantId} words={words} />],
    [
      t("people.lastSignIn"),
      person.lastSignInAt ? (
        <Time key="at" at={person.lastSignInAt} now={now} words={words} />
      ) : (
        t("people.never")
      ),
    ],
  ] as const;
  return (
    <dl className="grid gap-x-6 gap-y-3 px-5 pb-5 text-[13px] sm:grid-cols-3">
      {facts.map(([term, value]) => (
        <div key={term} className="min-w-0">
          <dt className="text-xs text-ink3">{term}</dt>
          <dd className="mt-0.5">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
