import type { CheckState } from "../../cmk/checks/check";
import { FRAMEWORKS } from "../../cmk/checks/mappings";
import type { OrganisationVerdict } from "../../cmk/compliance";
import type { Block, Cell, PdfContent, Tone } from "../pdf/content";
import { recordBlocks, utcTime } from "./record-blocks";
import type { EvidenceSummary, Judged, Options } from "./summary-types";

const STATE_TONES: Record<CheckState, Tone> = { pass: "good", warn: "wait", fail: "bad", unknown: "neutral" };
const VERDICT_TONES: Record<OrganisationVerdict["verdict"], Tone> = {
  protected: "good",
  "at-risk": "bad",
  unverified: "wait",
  "in-setup": "wait",
  "not-started": "neutral",
};

const count = (checks: Judged[], state: CheckState) => checks.filter((check) => check.state === state).length;

function checkRows(checks: Judged[], { words: { t, has } }: Options): Cell[][] {
  return checks.map(({ check, state, severity, observed, reason }) => {
    const why =
      reason && has(`checkReasons.${reason.key}`) ? t(`checkReasons.${reason.key}`, reason.params) : "";
    return [
      check,
      t(`checks.${check}.title`),
      { tone: STATE_TONES[state], text: t(`checkStates.${state}`) },
      t(`severities.${severity}`),
      [observed ?? "", why].filter(Boolean).join(". "),
    ];
  });
}

function partBlocks({ part, state, checks }: EvidenceSummary["parts"][number], options: Options): Block[] {
  const { t } = options.words;
  const columns = [
    { label: t("evidence.pdf.check"), share: 0.8 },
    { label: t("evidence.pdf.title"), share: 2.6 },
    { label: t("evidence.pdf.state"), share: 1.1 },
    { label: t("evidence.pdf.severity"), share: 1.1 },
    { label: t("evidence.pdf.observed"), share: 2.6 },
  ];
  const steps = `${state.done} / ${state.total}`;
  return [
    { kind: "heading", level: 2, text: `${t(`parts.${part}.label`)}: ${t(`parts.${part}.name`)}` },
    {
      kind: "paragraph",
      text: t("evidence.pdf.partLine", { status: t(`parts.status.${state.status}`), steps }),
    },
    { kind: "table", columns, rows: checkRows(checks, options), empty: t("evidence.pdf.nothing") },
  ];
}

function frameworkRows({ parts }: EvidenceSummary, { words: { t } }: Options): Cell[][] {
  const checks = parts.flatMap((part) => part.checks);
  return FRAMEWORKS.map((framework) => {
    const own = checks.filter(({ mappings }) => mappings.some((mapping) => mapping.framework === framework));
    const controls = new Set(
      own.flatMap(({ mappings }) =>
        mappings.filter((one) => one.framework === framework).map((one) => one.control),
      ),
    );
    const states = (["pass", "warn", "fail", "unknown"] as const).map((state) => String(count(own, state)));
    return [t(`frameworks.${framework.replaceAll(".", "_")}`), String(controls.size), ...states];
  });
}

/** The summary of an evidence pack: the answer first, then each part's checks, frameworks, and the records. */
export function renderEvidenceSummary(evidence: EvidenceSummary, options: Options): PdfContent {
  const { words, locale, madeAt, audit } = options;
  const { t } = words;
  const { organisation, moment, verdict, parts, findings, exceptions } = evidence;
  const checks = parts.flatMap((part) => part.checks);
  const open = findings.filter(({ status }) => status === "open");
  const inForce = exceptions.filter(({ state }) => state === "approved");
  const titles = { name: organisation.name, moment: utcTime(moment, locale) };
  return {
    title: t("evidence.pdf.heading"),
    subtitle: t("evidence.pdf.subtitle", titles),
    language: locale,
    at: madeAt,
    footer: t("evidence.pdf.footer", titles),
    page: (number, of) => t("evidence.pdf.page", { number, of }),
    blocks: [
      {
        kind: "status",
        tone: VERDICT_TONES[verdict.verdict],
        word: t(`verdicts.${verdict.verdict}`),
        text: t(`evidence.pdf.verdicts.${verdict.verdict}`),
      },
      {
        kind: "figures",
        list: [
          { value: `${count(checks, "pass")} / ${checks.length}`, label: t("evidence.pdf.passed") },
          {
            value: String(count(checks, "fail")),
            label: t("evidence.pdf.failed"),
            note: t("evidence.pdf.unknownNote", { count: count(checks, "unknown") }),
          },
          { value: String(open.length), label: t("evidence.pdf.openFindings") },
          { value: String(inForce.length), label: t("evidence.pdf.exceptionsInForce") },
        ],
      },
      {
        kind: "values",
        list: [
          { label: t("evidence.pdf.organisation"), value: organisation.name },
          { label: t("evidence.pdf.imsOrg"), value: organisation.imsOrgId },
          { label: t("evidence.pdf.region"), value: organisation.region },
          { label: t("evidence.pdf.tenant"), value: organisation.azureTenantId },
          { label: t("evidence.pdf.subscription"), value: organisation.azureSubscriptionId },
          { label: t("evidence.pdf.moment"), value: titles.moment },
          { label: t("evidence.pdf.oldestFact"), value: utcTime(verdict.verifiedAt, locale) },
          {
            label: t("evidence.pdf.auditTrail"),
            value: t("evidence.pdf.auditLine", { count: audit.entries, hash: audit.headHash }),
          },
        ],
      },
      ...parts.flatMap((part) => partBlocks(part, options)),
      { kind: "heading", level: 2, text: t("evidence.pdf.frameworks") },
      { kind: "paragraph", text: t("evidence.pdf.frameworksNote"), muted: true },
      {
        kind: "table",
        columns: [
          { label: t("evidence.pdf.framework"), share: 2.2 },
          { label: t("evidence.pdf.controls"), align: "right" },
          ...(["pass", "warn", "fail", "unknown"] as const).map((state) => ({
            label: t(`checkStates.${state}`),
            align: "right" as const,
          })),
        ],
        rows: frameworkRows(evidence, options),
        empty: t("evidence.pdf.nothing"),
      },
      ...recordBlocks(evidence, options),
      { kind: "heading", level: 2, text: t("evidence.pdf.howTitle") },
      { kind: "paragraph", text: t("evidence.pdf.how"), muted: true },
    ],
  };
}
