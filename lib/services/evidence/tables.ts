import "server-only";
import { renderCsv, withBom } from "@/lib/render/csv";
import type { Evidence } from "./gather-evidence";

type Rows = Record<string, unknown>[];

const controls = (mappings: readonly { framework: string; control: string }[]) =>
  mappings.map(({ framework, control }) => `${framework} ${control}`).join("; ");

/** The tables of a pack by name, each with its columns in order. */
export function tablesOf(evidence: Evidence, auditRows: Rows): [string, readonly string[], Rows][] {
  const { parts, statements, approvals, findings, exceptions } = evidence;
  const checks = parts.flatMap((part) =>
    part.checks.map(({ mappings, reason, ...check }) => ({
      ...check,
      reason: reason?.key ?? null,
      controls: controls(mappings),
    })),
  );
  const facts = parts.flatMap(({ part, facts: own }) =>
    own.map(({ subject, source, firstObservedAt, lastObservedAt, ...seen }) => ({
      part,
      subject,
      source,
      firstObservedAt,
      lastObservedAt,
      value: "value" in seen ? seen.value : null,
      failure: "failure" in seen ? seen.failure : null,
    })),
  );
  return [
    [
      "checks",
      [
        "part",
        "check",
        "state",
        "severity",
        "failureClass",
        "observed",
        "reason",
        "at",
        "source",
        "lacks",
        "controls",
      ],
      checks,
    ],
    ["facts", ["part", "subject", "source", "firstObservedAt", "lastObservedAt", "value", "failure"], facts],
    [
      "statements",
      ["part", "step", "reference", "text", "statedOn", "statedByName", "statedAt", "withdrawnAt"],
      statements,
    ],
    [
      "approvals",
      [
        "part",
        "step",
        "status",
        "planHash",
        "requestedByName",
        "requestedAt",
        "decidedByName",
        "decidedAt",
        "reason",
        "endedAt",
      ],
      approvals,
    ],
    [
      "findings",
      [
        "part",
        "checkId",
        "status",
        "severity",
        "failureClass",
        "observed",
        "openedAt",
        "closedAt",
        "regression",
      ],
      findings,
    ],
    [
      "exceptions",
      [
        "part",
        "checkId",
        "state",
        "ownerName",
        "reason",
        "requestedByName",
        "requestedAt",
        "expiresAt",
        "decidedByName",
        "decidedAt",
        "endedByName",
        "endedAt",
      ],
      exceptions,
    ],
    [
      "audit",
      [
        "sequence",
        "at",
        "actorKind",
        "actorName",
        "action",
        "subject",
        "before",
        "after",
        "correlationId",
        "previousHash",
      ],
      auditRows,
    ],
  ];
}

/** The same as CSV files, by path. */
export function tableFiles(evidence: Evidence, auditRows: Rows): [string, string][] {
  return tablesOf(evidence, auditRows).map(([name, columns, rows]) => [
    `tables/${name}.csv`,
    withBom(renderCsv(columns, rows)),
  ]);
}
