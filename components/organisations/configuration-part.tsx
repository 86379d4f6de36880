import { NetworkTable } from "@/components/setup/network-card";
import { outcomeTone, outcomeWord, stepName } from "@/components/setup/outcome-look";
import { PART_TONE } from "@/components/setup/part-tone";
import { RequirementsTable } from "@/components/setup/requirements-table";
import { Card, CardHead } from "@/components/ui/card";
import { StatusChip } from "@/components/ui/status-chip";
import { formatDay } from "@/components/ui/time";
import type { Words } from "@/components/ui/words";
import type { ConfigurationView } from "@/lib/cmk/views";
import { FactList } from "./fact-list";
import { KeyLifeRows } from "./key-life-rows";
import { StoredChoices } from "./stored-choices";

type Props = { part: ConfigurationView["parts"][number]; words: Words; now: string };

/** One part as stored and as observed, and what the rules say about it. */
export function ConfigurationPart({ part, words, now }: Props) {
  const { t, locale } = words;
  const { state, statements } = part;
  return (
    <section aria-label={t(`parts.${part.part}.name`)} className="space-y-5">
      <Card>
        <CardHead
          title={t(`parts.${part.part}.name`)}
          aside={<StatusChip tone={PART_TONE[state.status]} word={t(`parts.status.${state.status}`)} />}
        />
        <Heading text={t("configuration.stored")} />
        <StoredChoices saved={part.saved} complete={part.choices} words={words} />
        <Heading text={t("configuration.observedTitle")} />
        <FactList facts={part.facts} words={words} now={now} />
        <Heading text={t("keyLife.title")} />
        <KeyLifeRows life={part.keyLife} words={words} now={now} />
        {statements.length > 0 ? (
          <>
            <Heading text={t("configuration.statements")} />
            <ul>
              {statements.map((statement) => (
                <li key={statement.id} className="border-t border-line2 px-5 py-2.5 text-[13px]">
                  <span className="font-mono text-xs">{statement.reference}</span>
                  <span className="block text-xs text-ink3">
                    {stepName(`${part.part}/${statement.step}`, words)}, {statement.statedByName},{" "}
                    {formatDay(locale, statement.statedAt)}
                  </span>
                  {statement.text ? (
                    <details className="mt-1">
                      <summary className="text-xs text-ink2 underline underline-offset-2">
                        {t(statement.step === "ticket" ? "step.ticketText" : "step.showMessage")}
                      </summary>
                      <p className="mt-1.5 rounded-lg bg-code p-3 font-mono text-xs leading-5 break-words whitespace-pre-wrap">
                        {statement.text}
                      </p>
                    </details>
                  ) : null}
                </li>
              ))}
            </ul>
          </>
        ) : null}
        {part.network ? (
          <>
            <Heading text={t("network.title")} />
            <div className="pt-3">
              <NetworkTable network={part.network} words={words} />
            </div>
          </>
        ) : null}
        <Heading text={t("configuration.requirements")} />
        {state.steps.map((step) => (
          <details
            key={step.key}
            className="border-t border-line2"
            open={step.outcome.kind === "failed" || step.outcome.kind === "needs"}
          >
            <summary className="flex flex-wrap items-center gap-3 px-5 py-2.5 text-[13px] hover:bg-line2/50">
              <span className="min-w-0 flex-1">{stepName(step.key, words)}</span>
              <StatusChip tone={outcomeTone(step.outcome)} word={outcomeWord(step.outcome, words)} />
            </summary>
            <RequirementsTable requirements={step.requirements} words={words} now={now} />
          </details>
        ))}
      </Card>
    </section>
  );
}

function Heading({ text }: { text: string }) {
  return <h3 className="border-t border-line bg-code px-5 py-2 text-xs font-medium text-ink2">{text}</h3>;
}
