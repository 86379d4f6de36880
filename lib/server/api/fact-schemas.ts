import "server-only";
import { z } from "zod";
import { FACT_SCHEMAS, type FactSubject, SOURCES } from "@/lib/cmk/facts";
import { PART_IDS } from "@/lib/cmk/parts";
import { organisationAddress } from "./address-schemas";
import { named, time } from "./rule-schemas";

const subject = z.enum(Object.keys(FACT_SCHEMAS) as [FactSubject, ...FactSubject[]]);

export const factAddress = organisationAddress.extend({
  part: z.enum(PART_IDS).describe("Part of the set-up"),
  subject: subject.describe("What was looked at"),
});
export const factQuery = z.object({ cursor: z.string().max(400).optional() });

export const factPage = named(
  "FactPage",
  z.object({
    rows: z.array(
      z.object({
        id: z.guid(),
        source: z.enum(SOURCES),
        firstAt: time,
        lastAt: time,
        facts: z.looseObject({}).describe("value, or failure where the vendor did not say"),
      }),
    ),
    next: z.string().nullable(),
  }),
);
