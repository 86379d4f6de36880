import type { PartId, StepId } from "../parts";
import type { Difference, EvidenceId, Severity } from "./decoded";

/** A decoded error in the reader's language. All texts are plain; ids are as they stood in the error. */
export type DecodedErrorView = {
  /** The row of the catalogue; null when the error is not known. */
  rule: string | null;
  severity: Severity;
  severityWord: string;
  status: number | null;
  code: string | null;
  title: string;
  meaning: string;
  /** Whose move it is, as a sentence. */
  move: string;
  fix: string;
  /** Steps whose plan mends it; empty without an organisation. */
  steps: { part: PartId; step: StepId; name: string }[];
  /** Azure CLI, complete; null when a value is not known. */
  script: string | null;
  differences: (Difference & { text: string })[];
  /** While Azure may still be spreading the caller's role; ISO 8601. */
  wait: { since: string; until: string } | null;
  evidence: { id: EvidenceId; label: string; value: string }[];
};

export type DecodingView = {
  /** One for every error of the text, in its order; empty for an empty text. */
  errors: DecodedErrorView[];
  /** The text as it came, without secrets. */
  redacted: string;
  /** All of it as plain text, to put into a ticket. */
  ticketText: string;
};
