import "server-only";
import { z } from "zod";
import { CHECK_IDS } from "@/lib/cmk/checks/check-ids";
import { FRAMEWORKS } from "@/lib/cmk/checks/mappings";
import { CONTROL_STATES } from "@/lib/cmk/compliance/frameworks";
import { organisationAddress } from "./address-schemas";
import { checkedRow } from "./check-schemas";
import { named, time } from "./rule-schemas";

const framework = z.enum(FRAMEWORKS).describe("Framework, with the edition whose mappings were read");
const count = z.number().int();
const check = z.enum(CHECK_IDS);
const counts = z.record(z.enum(CONTROL_STATES), count);
const organisation = z.object({ id: z.guid(), name: z.string() });

export const frameworkAddress = z.object({ framework });
export const organisationFrameworkAddress = organisationAddress.extend({ framework });
export const pageQuery = z.object({ page: z.coerce.number().int().min(1).max(10_000).optional() });

export const frameworksView = named(
  "Frameworks",
  z.object({
    frameworks: z.array(z.object({ framework, controls: count, met: count, notMet: count, unseen: count })),
    organisations: count,
    watched: count,
    asOf: time,
  }),
);

export const frameworkView = named(
  "Framework",
  z.object({
    framework,
    controls: z.array(z.object({ id: z.string(), checks: z.array(check), counts })),
    unmapped: z.array(check),
    organisations: z.array(organisation.extend({ counts, verifiedAt: time.nullable() })),
    total: count,
    page: count,
    asOf: time,
  }),
);

export const organisationFrameworkView = named(
  "OrganisationFramework",
  z.object({
    organisation,
    framework,
    controls: z.array(
      z.object({ id: z.string(), state: z.enum(CONTROL_STATES), evidence: z.array(checkedRow) }),
    ),
    unmapped: z.array(check),
    asOf: time,
  }),
);
