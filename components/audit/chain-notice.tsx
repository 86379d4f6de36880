import { Notice } from "@/components/ui/notice";
import type { Words } from "@/components/ui/words";
import { type ChainProblem, problemWording } from "@/lib/cmk/audit/chain-problems";

const MOST_SHOWN = 8;

/** What is wrong with a chain, entry by entry, and whose move it is; nothing where all is well. */
export function ChainNotice({ problems, words: { t } }: { problems: ChainProblem[]; words: Words }) {
  if (problems.length === 0) return null;
  const more = problems.length - MOST_SHOWN;
  return (
    <div className="mb-4">
      <Notice tone="bad" title={t("auditSettings.brokenTitle")}>
        <ul className="list-disc space-y-0.5 pl-4">
          {problems
            .slice(0, MOST_SHOWN)
            .map(problemWording)
            .map(({ key, params }) => (
              <li key={`${key} ${params.sequence}`}>{t(key, params)}</li>
            ))}
        </ul>
        {more > 0 ? <p>{t("auditSettings.moreProblems", { count: more })}</p> : null}
        <p>{t("auditSettings.brokenText")}</p>
      </Notice>
    </div>
  );
}
