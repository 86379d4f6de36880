import { Notice } from "./notice";
import type { Words } from "./words";

type Shown = {
  code: string;
  reason?: string;
  correlationId?: string;
  failure?: { vendor: string; kind: string; message: string };
};

/** A refused request in the reader's words: what, why, and the vendor's own sentence where there is one. */
export function ProblemNotice({ problem, words }: { problem: Shown; words: Words }) {
  const { t, has } = words;
  const { failure, reason } = problem;
  const vendor = failure ? t(`vendors.${failure.vendor}`) : "";
  const text =
    reason && has(`errors.reason.${reason}`)
      ? t(`errors.reason.${reason}`)
      : t(has(`errors.${problem.code}`) ? `errors.${problem.code}` : "errors.INTERNAL");
  return (
    <Notice
      tone="bad"
      live="assertive"
      title={failure ? t(`failures.${failure.kind}.title`, { vendor }) : t("errors.title")}
    >
      <p>{failure ? t(`failures.${failure.kind}.fix`) : text}</p>
      {failure ? <p className="font-mono text-xs">{failure.message}</p> : null}
      {problem.correlationId && !reason ? (
        <p className="text-xs">{t("errors.reference", { id: problem.correlationId })}</p>
      ) : null}
    </Notice>
  );
}
