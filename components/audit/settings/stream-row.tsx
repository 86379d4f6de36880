"use client";
import { useMemo, useState } from "react";
import { send } from "@/components/api/send";
import { BUTTON } from "@/components/ui/button-look";
import { StatusChip } from "@/components/ui/status-chip";
import { Time } from "@/components/ui/time";
import type { Tone } from "@/components/ui/tone";
import { type Messages, type Words, wordsFrom } from "@/components/ui/words";
import type { StreamProblem, StreamView } from "@/lib/cmk/audit/stream-schemas";
import { useChange } from "./use-change";

type Props = {
  stream: StreamView;
  path: string;
  testPath: string;
  mayManage: boolean;
  now: string;
  locale: string;
  messages: Messages;
};

function stateOf({ enabled, problem, behind }: StreamView): [Tone, string] {
  if (!enabled) return problem ? ["bad", "stopped"] : ["quiet", "off"];
  if (problem) return ["wait", "retrying"];
  return behind === "0" ? ["ok", "upToDate"] : ["accent", "sending"];
}

const troubleOf = ({ code, status }: StreamProblem, { t }: Words) =>
  t(`auditSettings.troubles.${code}`, { status: status ?? "" });

/** One stream: how far it is, what keeps it, and what can be done. */
export function StreamRow({ stream, path, testPath, mayManage, now, locale, messages }: Props) {
  const words = useMemo(() => wordsFrom(locale, messages), [locale, messages]);
  const { t } = words;
  const { busy, said, run } = useChange(words);
  const [removing, setRemoving] = useState(false);
  const { name, revision, enabled, problem } = stream;
  const [tone, state] = stateOf(stream);
  const test = async () => {
    const answer = await send<{ taken: boolean; problem: StreamProblem | null }>("POST", testPath);
    return answer.problem
      ? { ok: false, text: troubleOf(answer.problem, words) }
      : { ok: true, text: t("auditSettings.testTaken") };
  };
  const toggle = async () => {
    await send("PATCH", path, { body: { name, enabled: !enabled, revision } });
    return { ok: true, text: t("auditSettings.saved") };
  };
  const remove = async () => {
    await send("DELETE", path);
    return { ok: true, text: "" };
  };
  return (
    <section aria-label={name} className="space-y-2 border-t border-line2 px-5 py-4 text-[13px]">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <h3 className="font-medium">{name}</h3>
        <span className="text-ink3">{t(`auditSettings.kinds.${stream.kind}`)}</span>
        <code className="font-mono text-xs">
          {stream.targetHost}
          {stream.targetPort ? `:${stream.targetPort}` : ""}
        </code>
        <span className="flex-1" />
        <StatusChip tone={tone} word={t(`auditSettings.states.${state}`)} />
      </div>
      <p className="text-xs text-ink2">
        {t("auditSettings.sentUpTo", { sequence: stream.sentSequence, behind: stream.behind })}{" "}
        {stream.sentAt ? <Time at={stream.sentAt} now={now} words={words} className="text-ink3" /> : null}
      </p>
      {problem ? (
        <p className="text-xs text-bad">
          {troubleOf(problem, words)}{" "}
          {enabled ? (
            <>
              {t("auditSettings.nextTry")} <Time at={stream.dueAt} now={now} words={words} />
            </>
          ) : (
            t("auditSettings.stoppedText")
          )}
        </p>
      ) : null}
      {mayManage ? (
        <div className="flex flex-wrap items-center gap-2">
          <button type="button" className={BUTTON.plain} disabled={busy} onClick={() => void run(test)}>
            {t("auditSettings.test")}
          </button>
          <button type="button" className={BUTTON.quiet} disabled={busy} onClick={() => void run(toggle)}>
            {t(enabled ? "auditSettings.switchOff" : "auditSettings.goOn")}
          </button>
          {removing ? (
            <span className="flex flex-wrap items-center gap-2 text-xs text-ink2">
              {t("auditSettings.removeAsk")}
              <button type="button" className={BUTTON.plain} disabled={busy} onClick={() => void run(remove)}>
                {t("auditSettings.removeYes")}
              </button>
              <button type="button" className={BUTTON.quiet} onClick={() => setRemoving(false)}>
                {t("common.cancel")}
              </button>
            </span>
          ) : (
            <button type="button" className={BUTTON.quiet} disabled={busy} onClick={() => setRemoving(true)}>
              {t("auditSettings.remove")}
            </button>
          )}
          <span aria-live="polite" className={`text-xs ${said?.ok ? "text-ok" : "text-bad"}`}>
            {said?.text ?? ""}
          </span>
        </div>
      ) : null}
    </section>
  );
}
