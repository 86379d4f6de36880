import "server-only";
import { z } from "zod";
import { DIFFERENCES, EVIDENCE, SEVERITIES } from "@/lib/cmk/decode/decoded";
import { named, part, time } from "./rule-schemas";

export const decodedError = named(
  "DecodedError",
  z.object({
    rule: z.string().nullable(),
    severity: z.enum(SEVERITIES),
    severityWord: z.string(),
    status: z.number().int().nullable(),
    code: z.string().nullable(),
    title: z.string(),
    meaning: z.string(),
    move: z.string(),
    fix: z.string(),
    steps: z.array(z.object({ part, step: z.string(), name: z.string() })),
    script: z.string().nullable(),
    differences: z.array(
      z.object({ id: z.enum(DIFFERENCES), found: z.string(), expected: z.string(), text: z.string() }),
    ),
    wait: z.object({ since: time, until: time }).nullable(),
    evidence: z.array(z.object({ id: z.enum(EVIDENCE), label: z.string(), value: z.string() })),
  }),
);

/** The view of lib/cmk/decode/decoded-view.ts as a schema. */
export const decodingView = named(
  "Decoding",
  z.object({ errors: z.array(decodedError), redacted: z.string(), ticketText: z.string() }),
);
