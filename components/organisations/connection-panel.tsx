"use client";
import { PlugZap } from "lucide-react";
import Link from "next/link";
import { useCallback, useEffect, useState } from "react";
import { type Problem, problemOf, send } from "@/components/api/send";
import { BUTTON } from "@/components/ui/button-look";
import { Card, CardHead } from "@/components/ui/card";
import { ProblemNotice } from "@/components/ui/problem-notice";
import { TEXT_OF, type Tone } from "@/components/ui/tone";
import { ToneIcon } from "@/components/ui/tone-icon";
import type { Words } from "@/components/ui/words";
import type { ConnectionTest } from "@/lib/cmk/views";
import { api, routes } from "@/lib/routes";

const TONE: Record<ConnectionTest["results"][number]["state"], Tone> = {
  passed: "ok",
  failed: "bad",
  unknown: "wait",
};

type Props = {
  organisationId: string;
  atOnce: boolean;
  words: Words;
  /** Told the tenant that the subscription belongs to, when it is another one than the organisation's. */
  onTenant: (tenant: string | null) => void;
};

type Answer = { test: ConnectionTest | null; problem: Problem | null };

const askConnection = (organisationId: string): Promise<Answer> =>
  send<ConnectionTest>("POST", api.connectionTest(organisationId)).then(
    (test) => ({ test, problem: null }),
    (error) => ({ test: null, problem: problemOf(error) }),
  );

/** Whether the settings work: every question asked, with its answer. */
export function ConnectionPanel({ organisationId, atOnce, words, onTenant }: Props) {
  const { t } = words;
  const [test, setTest] = useState<ConnectionTest | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(atOnce);
  const show = useCallback(
    (answer: Answer) => {
      setTest(answer.test);
      setProblem(answer.problem);
      setBusy(false);
      const tenant = answer.test?.results.find(({ id }) => id === "azure-tenant");
      onTenant(tenant?.state === "failed" ? tenant.detail : null);
    },
    [onTenant],
  );
  useEffect(() => {
    if (atOnce) void askConnection(organisationId).then(show);
  }, [atOnce, organisationId, show]);
  const run = () => {
    setBusy(true);
    void askConnection(organisationId).then(show);
  };

  return (
    <Card>
      <CardHead title={t("connection.title")} />
      <div aria-live="polite" aria-busy={busy}>
        {problem ? (
          <div className="px-5 pb-4">
            <ProblemNotice problem={problem} words={words} />
          </div>
        ) : null}
        {test ? (
          <ul>
            {test.results.map(({ id, state, detail }) => (
              <li key={id} className="flex gap-3 border-t border-line2 px-5 py-2.5 text-[13px]">
                <span className={`mt-0.5 ${TEXT_OF[TONE[state]]}`}>
                  <ToneIcon tone={TONE[state]} />
                </span>
                <span className="min-w-0">
                  {t(`connection.${id}`)}
                  <span className={`mt-0.5 block text-xs ${TEXT_OF[TONE[state]]}`}>
                    {t(`connection.states.${state}`)}
                  </span>
                  {detail ? (
                    <span className="block font-mono text-xs break-words text-ink3">{detail}</span>
                  ) : null}
                </span>
              </li>
            ))}
          </ul>
        ) : (
          <p className="px-5 pb-4 text-[13px] text-ink3">
            {t(busy ? "connection.testing" : "connection.never")}
          </p>
        )}
      </div>
      <div className="flex flex-wrap gap-2 border-t border-line p-5">
        <button type="button" className={BUTTON.plain} disabled={busy} onClick={run}>
          <PlugZap aria-hidden className="size-4" strokeWidth={1.75} />
          {t("connection.test")}
        </button>
        {test ? (
          <Link className={BUTTON.main} href={routes.setup(organisationId)}>
            {t("connection.goOn")}
          </Link>
        ) : null}
      </div>
    </Card>
  );
}
