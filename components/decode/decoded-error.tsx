import { Card } from "@/components/ui/card";
import { ObservedValue } from "@/components/ui/observed-value";
import { StatusChip } from "@/components/ui/status-chip";
import type { Words } from "@/components/ui/words";
import type { DecodedErrorView } from "@/lib/cmk/decode/decoded-view";
import { DecodedFix } from "./decoded-fix";
import { SEVERITY_TONE } from "./severity-tone";

type Props = { error: DecodedErrorView; organisationId: string | null; words: Words };

/** One decoded error: what it is, whose move, what to do, and every id that was read in it. */
export function DecodedError({ error, organisationId, words }: Props) {
  const { t } = words;
  const { rule, severity, severityWord, status, code, title, meaning, move, fix, evidence } = error;
  return (
    <Card className="p-4 md:p-5">
      <div className="flex flex-col-reverse items-start gap-x-4 gap-y-2 sm:flex-row">
        <h3 className="min-w-0 flex-1 font-medium">{title}</h3>
        {rule ? <StatusChip tone={SEVERITY_TONE[severity]} word={severityWord} /> : null}
      </div>
      {code ? (
        <p className="mt-1 font-mono text-xs text-ink3 [overflow-wrap:anywhere]">
          {status ? `${status} ${code}` : code}
        </p>
      ) : null}
      <div className="mt-3 max-w-[72ch] space-y-2 text-[13px]">
        <p className="text-ink2">{meaning}</p>
        {move ? <p className="font-medium">{move}</p> : null}
        <p>{fix}</p>
        <DecodedFix error={error} organisationId={organisationId} words={words} />
        {evidence.length > 0 ? (
          <details open>
            <summary className="py-1 underline underline-offset-2">{t("decoded.details")}</summary>
            <dl className="mt-1 grid gap-x-6 gap-y-1.5 sm:grid-cols-[auto_minmax(0,1fr)]">
              {evidence.map(({ id, label, value }) => (
                <div key={id} className="contents">
                  <dt className="text-ink3">{label}</dt>
                  <dd className="min-w-0 [overflow-wrap:anywhere]">
                    <ObservedValue value={value} words={words} />
                  </dd>
                </div>
              ))}
            </dl>
          </details>
        ) : null}
      </div>
    </Card>
  );
}
