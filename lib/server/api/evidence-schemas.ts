import "server-only";
import { z } from "zod";
import { EVIDENCE_LOCALES } from "@/lib/cmk/evidence/evidence-locales";
import { GUID_PATTERN } from "@/lib/cmk/ids";
import { organisationAddress } from "./address-schemas";
import { named, time } from "./rule-schemas";
import { organisationView } from "./view-schemas";

export const packAddress = organisationAddress.extend({
  pack: z.string().regex(GUID_PATTERN).describe("Id of the evidence pack"),
});

export const evidencePack = named(
  "EvidencePack",
  z.object({
    id: z.guid(),
    moment: time,
    locale: z.enum(EVIDENCE_LOCALES),
    masked: z.boolean(),
    madeByName: z.string(),
    madeAt: time,
    keyId: z.string().describe("RFC 7638 thumbprint of the key that signed it"),
    sha256: z.string().describe("Of the whole file, hex"),
    size: z.number().int().describe("Bytes"),
  }),
);

export const evidenceList = z.object({ organisation: organisationView, packs: z.array(evidencePack) });

export const jwkSet = z.object({ keys: z.array(z.record(z.string(), z.string())) });
