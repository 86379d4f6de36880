import type { PartId } from "../../cmk/parts";
import type { Block, Cell } from "../pdf/content";
import type { EvidenceSummary, Options, Time } from "./summary-types";

/** A time in the reader's language, always in UTC: a pack is read in other places than it was made. */
export function utcTime(time: Time | null, locale: string): string {
  if (time === null) return "–";
  const format = { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" } as const;
  return `${new Intl.DateTimeFormat(locale, format).format(new Date(time))} UTC`;
}

/** Findings, exceptions, statements and approvals, the newest or first 200 of each. */
export function recordBlocks(evidence: EvidenceSummary, { words: { t }, locale }: Options): Block[] {
  const time = (value: Time | null) => utcTime(value, locale);
  const short = (part: PartId) => t(`parts.${part}.short`);
  const nothing = t("evidence.pdf.nothing");
  const table = (name: string, labels: string[], rows: Cell[][]): Block[] => [
    { kind: "heading", level: 2, text: t(`evidence.pdf.${name}`) },
    {
      kind: "table",
      columns: labels.map((label) => ({ label: t(`evidence.pdf.${label}`) })),
      rows,
      empty: nothing,
    },
  ];
  const { findings, exceptions, statements, approvals } = evidence;
  return [
    ...table(
      "findings",
      ["part", "check", "severity", "opened", "closed"],
      findings
        .slice(0, 200)
        .map((row) => [
          short(row.part),
          row.checkId,
          t(`severities.${row.severity}`),
          time(row.openedAt),
          time(row.closedAt),
        ]),
    ),
    ...table(
      "exceptions",
      ["part", "check", "state", "owner", "until", "reason"],
      exceptions
        .slice(0, 200)
        .map((row) => [
          short(row.part),
          row.checkId,
          t(`exceptions.states.${row.state}`),
          row.ownerName,
          time(row.expiresAt),
          row.reason,
        ]),
    ),
    ...table(
      "statements",
      ["part", "step", "reference", "who", "when", "withdrawn"],
      statements
        .slice(0, 200)
        .map((row) => [
          short(row.part),
          t(`steps.${row.part}.${row.step}.name`),
          row.reference,
          row.statedByName,
          time(row.statedAt),
          time(row.withdrawnAt),
        ]),
    ),
    ...table(
      "approvals",
      ["part", "state", "who", "when", "decidedBy", "decidedAt"],
      approvals
        .slice(0, 200)
        .map((row) => [
          short(row.part),
          t(`evidence.approvalStates.${row.status}`),
          row.requestedByName,
          time(row.requestedAt),
          row.decidedByName ?? "–",
          time(row.decidedAt),
        ]),
    ),
  ];
}
