import { shorten } from "@/components/ui/shorten";
import type { Tone } from "@/components/ui/tone";
import type { Words } from "@/components/ui/words";
import type { Outcome } from "@/lib/cmk/outcome";
import type { StepState } from "@/lib/cmk/progress";

/** Colour of an outcome; `accent` is what a person may do now. */
export function outcomeTone(outcome: Outcome): Tone {
  switch (outcome.kind) {
    case "done":
      return "ok";
    case "ready":
      return "accent";
    case "waiting":
      return "wait";
    case "needs":
      return outcome.who === "admin" ? "accent" : "wait";
    case "blocked":
      return "quiet";
    case "failed":
      return "bad";
  }
}

/** The word on the chip. */
export function outcomeWord(outcome: Outcome, { t }: Words): string {
  if (outcome.kind === "needs") return t(outcome.who === "admin" ? "status.yourMove" : "status.needs");
  if (outcome.kind === "ready" && outcome.repair) return t("status.repair");
  return t(`status.${outcome.kind}`);
}

export function stepName(key: string, { t }: Words): string {
  return t(`steps.${key.replace("/", ".")}.name`);
}

/** Minutes and seconds between two times: 6:12. */
export function minutes(from: number, to: number): string {
  const seconds = Math.max(0, Math.round((to - from) / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

const HOUR_MS = 3_600_000;

/** How long something has taken, as exactly as it matters: 6:12, 7 hours, 3 days. */
export function elapsed(locale: string, from: number, to: number): string {
  const hours = Math.floor((to - from) / HOUR_MS);
  if (hours < 1) return minutes(from, to);
  const [value, unit] = hours < 48 ? [hours, "hour"] : [Math.floor(hours / 24), "day"];
  return new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "long" }).format(value);
}

function brief(value: string): string {
  if (value.startsWith("/subscriptions/")) return value.split("/").at(-1) ?? value;
  return /^[0-9a-f-]{36}$/i.test(value) ? shorten(value) : value;
}

/** Where a step stands, in a few words: the value that proves it, or what it waits for. */
export function summaryOf(step: StepState, words: Words, now: string): string {
  const { t } = words;
  const { outcome } = step;
  switch (outcome.kind) {
    case "done": {
      const proof = step.requirements.find((requirement) => requirement.observed !== null);
      return brief(proof?.observed ?? t("status.done"));
    }
    case "ready":
      return t(outcome.repair ? "summary.repair" : "summary.ready");
    case "waiting":
      return outcome.until
        ? t(`waiting.${outcome.reason}.shortUntil`, {
            time: minutes(Date.parse(now), Date.parse(outcome.until)),
          })
        : t(`waiting.${outcome.reason}.short`);
    case "needs":
      return outcome.who === "admin"
        ? t("status.yourMove")
        : t("summary.needs", { actor: t(`actors.${outcome.who}`) });
    case "blocked":
      return t("summary.blocked", { step: outcome.by[0] ? stepName(outcome.by[0], words) : "" });
    case "failed":
      return t("summary.failed", { vendor: t(`vendors.${outcome.failure.vendor}`) });
  }
}
