import "server-only";
import type { OrganisationExport } from "@/lib/cmk/exports/export-tables";
import { ALERTS } from "./tables/alerts";
import { APPROVALS } from "./tables/approvals";
import { ATTEMPTS } from "./tables/attempts";
import { AUDIT } from "./tables/audit";
import { CHECK_RESULTS } from "./tables/checks";
import { DELIVERIES } from "./tables/deliveries";
import { EVIDENCE_PACKS } from "./tables/evidence-packs";
import { EXCEPTIONS } from "./tables/exceptions";
import { FINDINGS } from "./tables/findings";
import { KEY_VERSIONS } from "./tables/key-versions";
import { MEMBERS } from "./tables/members";
import { OBSERVATIONS } from "./tables/observations";
import { STATEMENTS } from "./tables/statements";

/** Tables of one organisation that can be exported, by their name in the address. */
export const ORGANISATION_TABLES = {
  alerts: ALERTS,
  approvals: APPROVALS,
  attempts: ATTEMPTS,
  audit: AUDIT,
  checks: CHECK_RESULTS,
  deliveries: DELIVERIES,
  "evidence-packs": EVIDENCE_PACKS,
  exceptions: EXCEPTIONS,
  findings: FINDINGS,
  "key-versions": KEY_VERSIONS,
  members: MEMBERS,
  observations: OBSERVATIONS,
  statements: STATEMENTS,
} satisfies Record<OrganisationExport, unknown>;
