import Link from "next/link";
import { Card, CardHead } from "@/components/ui/card";
import { exactTime } from "@/components/ui/time";
import { TEXT_OF, type Tone } from "@/components/ui/tone";
import { ToneIcon } from "@/components/ui/tone-icon";
import type { Words } from "@/components/ui/words";
import type { Gate, Missing } from "@/lib/cmk/door/terms";
import { findStep } from "@/lib/cmk/parts";
import { routes } from "@/lib/routes";
import { stepName } from "../outcome-look";
import type { BodyProps } from "../step-body";

const STATE_WORD = { unmet: "door.checkUnmet", waiting: "door.checkWaiting", unknown: "door.checkUnknown" };

function toneOf({ id, state, missing }: Gate): Tone {
  if (state === "open") return "ok";
  if (state === "unneeded") return "quiet";
  if (missing.some((each) => each.state === "unmet")) return "bad";
  return id === "confirmation" ? "accent" : "wait";
}

/** Hours and minutes between two times, in the reader's language. */
export function remaining(from: string, to: string, { t }: Words): string {
  const minutes = Math.max(1, Math.ceil((Date.parse(to) - Date.parse(from)) / 60_000));
  return t("door.hoursMinutes", { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
}

type Props = Pick<BodyProps, "actions" | "words" | "now"> & { gates: Gate[]; advice: Missing[] };

/** Every gate of the one-way door: open or not, and what is missing where. */
export function GateList({ gates, advice, actions, words, now }: Props) {
  const { t } = words;
  const { door, organisation } = actions.view;
  const hours = door?.terms.coolingOffHours ?? 0;
  const label = ({ id, state }: Gate) => {
    if (state === "unneeded") return t(id === "approval" ? "door.unneededApproval" : "door.unneededCooling");
    return t(`door.gates.${id}`, { hours });
  };
  return (
    <Card>
      <CardHead title={t("door.title")} level={3} />
      <ul>
        {gates.map((gate) => (
          <li
            key={gate.id}
            className="flex items-start gap-3 border-t border-line2 px-4 py-2.5 text-[13px] md:px-5"
          >
            <span className={`mt-0.5 ${TEXT_OF[toneOf(gate)]}`}>
              <ToneIcon tone={toneOf(gate)} />
            </span>
            <div className="min-w-0 flex-1">
              <p className={gate.state === "unneeded" ? "text-ink3" : ""}>
                <span className="sr-only">{t(`door.states.${gate.state}`)}: </span>
                {label(gate)}
              </p>
              {gate.reason ? (
                <p className="mt-0.5 text-xs text-ink3">
                  {t(`door.reasons.${gate.reason}`, {
                    time: gate.until ? remaining(now, gate.until, words) : "",
                    at: gate.until ? exactTime(words, gate.until) : "",
                  })}
                </p>
              ) : null}
              <MissingList missing={gate.missing} organisationId={organisation.id} words={words} />
            </div>
          </li>
        ))}
      </ul>
      {advice.length > 0 ? (
        <div className="border-t border-line2 px-4 py-2.5 text-xs text-ink2 md:px-5">
          {t("door.advice")}
          <MissingList missing={advice} organisationId={organisation.id} words={words} />
        </div>
      ) : null}
    </Card>
  );
}

type MissingProps = { missing: Missing[]; organisationId: string; words: Words };

function MissingList({ missing, organisationId, words }: MissingProps) {
  if (missing.length === 0) return null;
  const { t } = words;
  return (
    <ul className="mt-1 space-y-1 text-xs">
      {missing.map(({ step, requirement, state }) => {
        const [part = "", id = ""] = step.split("/");
        const found = findStep(part, id);
        return (
          <li key={`${step} ${requirement}`}>
            {found ? (
              <Link
                href={routes.step(organisationId, found.part, found.id)}
                className="underline underline-offset-2"
              >
                {stepName(step, words)}
              </Link>
            ) : null}
            {t("door.lacks", { what: t(`requirements.${requirement}`), state: t(STATE_WORD[state]) })}
          </li>
        );
      })}
    </ul>
  );
}
