"use client";
import { useRouter } from "next/navigation";
import { type FormEvent, useMemo, useState } from "react";
import { type Problem, problemOf, send } from "@/components/api/send";
import { BUTTON, INPUT } from "@/components/ui/button-look";
import { describedBy, Field } from "@/components/ui/field";
import { ProblemNotice } from "@/components/ui/problem-notice";
import { type Messages, wordsFrom } from "@/components/ui/words";
import type { FeedView } from "@/lib/cmk/events/feed-schemas";
import { api } from "@/lib/routes";

const FIELDS = ["consumerOrgId", "projectId", "workspaceId", "registrationId"] as const;
type Ids = Record<(typeof FIELDS)[number], string>;

type Props = { feed: FeedView; locale: string; messages: Messages };

/** Which registration of Adobe's it is: four ids of Developer Console. What was typed is kept when something is wrong. */
export function FeedForm({ feed, locale, messages }: Props) {
  const words = useMemo(() => wordsFrom(locale, messages), [locale, messages]);
  const { t } = words;
  const { refresh } = useRouter();
  const [ids, setIds] = useState<Ids>(
    () => Object.fromEntries(FIELDS.map((name) => [name, feed[name] ?? ""])) as Ids,
  );
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const { organisation, revision } = feed;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setProblem(null);
    setErrors({});
    try {
      await send("PUT", api.eventFeed(organisation.id), { body: { ...ids, revision } });
      await send("POST", api.eventFeedCheck(organisation.id), { body: {} });
    } catch (error) {
      const refused = problemOf(error);
      setProblem(refused);
      const found = Object.fromEntries((refused.fields ?? []).map((one) => [one.field, one.reason]));
      setErrors(found);
      const [field] = Object.keys(found);
      if (field) document.getElementById(`feed-${field}`)?.focus();
    } finally {
      setBusy(false);
      refresh();
    }
  };

  return (
    <form onSubmit={(event) => void submit(event)} noValidate className="space-y-4 px-5 pb-5">
      <p className="text-[13px] text-ink2">{t("eventFeed.idsLead")}</p>
      {FIELDS.map((name) => {
        const error = errors[name] ? t(`errors.field.${errors[name]}`) : null;
        const id = `feed-${name}`;
        return (
          <Field
            key={name}
            id={id}
            label={t(`eventFeed.${name}`)}
            hint={t(`eventFeed.hints.${name}`)}
            error={error}
          >
            <input
              id={id}
              className={`${INPUT} font-mono text-xs`}
              autoComplete="off"
              spellCheck={false}
              maxLength={64}
              value={ids[name]}
              aria-invalid={error !== null}
              aria-describedby={describedBy(id, { hint: true, error: error !== null })}
              onChange={({ target }) => setIds({ ...ids, [name]: target.value })}
            />
          </Field>
        );
      })}
      {problem ? <ProblemNotice problem={problem} words={words} /> : null}
      <button type="submit" className={feed.registrationId ? BUTTON.plain : BUTTON.main} disabled={busy}>
        {t(busy ? "eventFeed.checking" : "eventFeed.saveIds")}
      </button>
    </form>
  );
}
