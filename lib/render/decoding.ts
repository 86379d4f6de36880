import { type DecodedError, EVIDENCE } from "../cmk/decode/decoded";
import type { DecodedErrorView, DecodingView } from "../cmk/decode/decoded-view";
import { renderDecodedScript } from "./decoded-script";

/** What wording needs of a language: plain `{name}` placeholders. */
type Words = {
  t(key: string, params?: Record<string, string | number>): string;
  has(key: string): boolean;
};

type Options = {
  words: Words;
  /** Whether the reader is the one who acts as an admin: "you" then. */
  isAdmin: boolean;
  organisation: string | null;
};

const minute = (time: string) => `${time.slice(0, 16).replace("T", " ")} UTC`;

/** A managed HSM is no vault: where a text would speak of one, there is a second. */
function wordFor(key: string, store: DecodedError["store"], { has }: Words): string {
  return store === "hsm" && has(`${key}Hsm`) ? `${key}Hsm` : key;
}

function textsOf({ rule, code, fix, wait, evidence, store }: DecodedError, words: Words) {
  const { t, has } = words;
  if (rule === null) {
    const nothing = code === null && Object.keys(evidence).length === 0;
    const [title, meaning, todo] = nothing
      ? ["textTitle", "textMeaning", "textFix"]
      : ["title", "meaning", "fix"];
    return {
      title: t(`decode.unknown.${title}`),
      meaning: t(`decode.unknown.${meaning}`),
      fix: t(`decode.unknown.${todo}`),
    };
  }
  const key = `decode.rules.${rule}`;
  const special = has(`${key}.${fix}`) ? `${key}.${fix}` : `${key}.fix`;
  return {
    title: t(wordFor(`${key}.title`, store, words)),
    meaning: t(wordFor(`${key}.meaning`, store, words)),
    fix: wait
      ? t("decode.wait", { since: minute(wait.since), until: minute(wait.until) })
      : t(wordFor(special, store, words)),
  };
}

function moveOf({ actor, rule, store }: DecodedError, { words, isAdmin }: Options): string {
  const { t } = words;
  if (rule === null) return "";
  if (actor === null) return t("decode.nobody");
  const own = actor === "admin" && isAdmin;
  return t("decode.move", {
    actor: t(own ? "actors.admin" : wordFor(`decode.actors.${actor}`, store, words)),
  });
}

function viewOf(error: DecodedError, options: Options): DecodedErrorView {
  const { t } = options.words;
  const { rule, severity, status, code, steps, script, wait } = error;
  return {
    rule,
    severity,
    severityWord: t(`decode.severities.${severity}`),
    status,
    code,
    ...textsOf(error, options.words),
    move: moveOf(error, options),
    steps: steps.map((key) => {
      const [part, step] = key.split("/") as [DecodedErrorView["steps"][number]["part"], never];
      return { part, step, name: `${t(`parts.${part}.short`)}, ${t(`steps.${part}.${step}.name`)}` };
    }),
    script: script && renderDecodedScript(script),
    differences: error.differences.map((one) => ({
      ...one,
      text: t(wordFor(`decode.differences.${one.id}`, error.store, options.words), {
        found: one.found,
        expected: one.expected || "?",
      }),
    })),
    wait,
    evidence: EVIDENCE.flatMap((id) => {
      const value = error.evidence[id];
      return value
        ? [{ id, label: t(wordFor(`decode.evidence.${id}`, error.store, options.words)), value }]
        : [];
    }),
  };
}

function ticketOf(
  errors: DecodedErrorView[],
  redacted: string,
  { words: { t }, organisation }: Options,
): string {
  const about = errors.flatMap((error) => [
    "",
    t("decode.ticket.error", { title: error.title }),
    ...(error.code ? [`${t("decode.code")}: ${error.code}${error.status ? ` (${error.status})` : ""}`] : []),
    t("decode.ticket.meaning", { text: error.meaning }),
    ...(error.move ? [error.move] : []),
    t("decode.ticket.fix", { text: error.fix }),
    ...error.differences.map(({ text }) => t("decode.ticket.differs", { text })),
    ...error.evidence.map(({ label, value }) => `${label}: ${value}`),
  ]);
  const head = organisation ? [t("decode.ticket.organisation", { name: organisation })] : [];
  return [t("decode.ticket.title"), ...head, ...about, "", t("decode.ticket.raw"), redacted, ""].join("\n");
}

/** Decoded errors in a language, with the text that they came from (already without secrets) for a ticket. */
export function renderDecoding(decoded: DecodedError[], redacted: string, options: Options): DecodingView {
  const errors = decoded.map((error) => viewOf(error, options));
  return { errors, redacted, ticketText: ticketOf(errors, redacted, options) };
}
