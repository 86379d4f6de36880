import { z } from "zod";
import { EVIDENCE_LOCALES, type EvidenceLocale } from "./evidence-locales";

/** What the API accepts; messages are keys of `errors.field`. `moment` left out: now. */
export const makeEvidenceSchema = z.object({
  moment: z.iso.datetime({ offset: true, error: "moment" }).optional(),
  locale: z.enum(EVIDENCE_LOCALES).default("en"),
  /** Whether ids of tenants, people and organisations are replaced by others that stay the same. */
  mask: z.boolean().default(false),
});

/** One pack that was made. Times are ISO 8601; `sha256` is of the whole file, `size` its bytes. */
export type EvidencePackView = {
  id: string;
  moment: string;
  locale: EvidenceLocale;
  masked: boolean;
  madeByName: string;
  madeAt: string;
  keyId: string;
  sha256: string;
  size: number;
};
