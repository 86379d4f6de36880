import "server-only";
import canonicalize from "canonicalize";
import { FRAMEWORKS } from "@/lib/cmk/checks/mappings";
import { renderEvidenceSummary } from "@/lib/render/evidence/summary";
import { renderPdf } from "@/lib/render/pdf/render-pdf";
import type { Words } from "../context";
import { auditLines } from "./audit-extract";
import type { Evidence } from "./gather-evidence";
import { asGiven } from "./masking";
import { tableFiles } from "./tables";

export type PackFile = { path: string; bytes: Buffer };

/** Controls of each framework that checks support, with the state of those checks. */
function frameworksOf({ parts }: Evidence) {
  const rows = parts.flatMap(({ checks }) =>
    checks.flatMap(({ check, part, state, mappings }) =>
      mappings.map((mapping) => ({ ...mapping, check, part, state })),
    ),
  );
  return FRAMEWORKS.map((framework) => {
    const own = rows.filter((row) => row.framework === framework);
    const controls = [...new Set(own.map(({ control }) => control))].map((control) => ({
      control,
      checks: own
        .filter((row) => row.control === control)
        .map(({ check, part, state }) => ({ check, part, state })),
    }));
    return { framework, controls };
  });
}

const json = (path: string, value: unknown): PackFile => ({
  path,
  bytes: Buffer.from(canonicalize(value) ?? "null", "utf8"),
});

async function bytesOf(stream: AsyncIterable<unknown>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

type Options = { words: Words; locale: string; madeAt: Date; maskKey: Uint8Array | null; jwk: object };

/** The files of a pack but its manifest, in their order. All of them without secrets. */
export async function packFiles(evidence: Evidence, options: Options) {
  const { words, locale, madeAt, maskKey, jwk } = options;
  const audit = auditLines(evidence, maskKey);
  const { audit: _audit, ...rest } = evidence;
  const given = asGiven(rest, maskKey);
  const { organisation, moment, parts, verdict, answers } = given;
  const whole = { ...given, audit: evidence.audit };
  const pdf = renderPdf(renderEvidenceSummary(whole, { words, locale, madeAt, audit: audit.summary }));
  const files: PackFile[] = [
    { path: "summary.pdf", bytes: await bytesOf(pdf) },
    { path: "readme.txt", bytes: Buffer.from(words.t("evidence.readme"), "utf8") },
    json("facts.json", {
      organisation,
      moment,
      parts: parts.map(({ part, choices, facts }) => ({ part, choices, facts })),
    }),
    json("vendor-answers.json", { note: words.t("evidence.answersNote"), answers }),
    json("verdicts.json", {
      moment,
      verdict,
      parts: parts.map(({ part, state, checks }) => ({ part, state, checks })),
    }),
    json("frameworks.json", frameworksOf(whole)),
    json("attempts.json", given.attempts),
    json("statements.json", given.statements),
    json("approvals.json", given.approvals),
    json("findings.json", given.findings),
    json("exceptions.json", given.exceptions),
    { path: "audit.jsonl", bytes: Buffer.from(audit.text, "utf8") },
    ...tableFiles(whole, audit.rows).map(([path, text]) => ({ path, bytes: Buffer.from(text, "utf8") })),
    json("public-key.json", jwk),
  ];
  return {
    files,
    organisation: { id: organisation.id, name: organisation.name, imsOrgId: organisation.imsOrgId },
    audit: audit.summary,
  };
}
