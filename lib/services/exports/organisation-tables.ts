import "server-only";
import type { OrganisationExport } from "@/lib/cmk/exports/export-tables";
import { ADOBE_EVENTS } from "./tables/adobe-events";
import { ALERTS } from "./tables/alerts";
import { APPROVALS } from "./tables/approvals";
import { ATTEMPTS } from "./tables/attempts";
import { AUDIT } from "./tables/audit";
import { AUDIT_STREAMS } from "./tables/audit-streams";
import { CALENDARS } from "./tables/calendars";
import { CHANNELS } from "./tables/channels";
import { CHECK_RESULTS } from "./tables/checks";
import { CONTROLS_OF_ORGANISATION } from "./tables/controls";
import { DELIVERIES } from "./tables/deliveries";
import { DIFFERENCES } from "./tables/differences";
import { EVIDENCE_PACKS } from "./tables/evidence-packs";
import { EXCEPTIONS } from "./tables/exceptions";
import { FINDINGS } from "./tables/findings";
import { HAND_OVERS } from "./tables/hand-overs";
import { INVITATIONS } from "./tables/invitations";
import { KEY_VERSIONS } from "./tables/key-versions";
import { MEMBERS } from "./tables/members";
import { NOTES } from "./tables/notes";
import { OBSERVATIONS } from "./tables/observations";
import { QUESTIONS } from "./tables/questions";
import { STATEMENTS } from "./tables/statements";
import { TIMELINE } from "./tables/timeline";

/** Tables of one organisation that can be exported, by their name in the address. */
export const ORGANISATION_TABLES = {
  "adobe-events": ADOBE_EVENTS,
  alerts: ALERTS,
  approvals: APPROVALS,
  attempts: ATTEMPTS,
  audit: AUDIT,
  "audit-streams": AUDIT_STREAMS,
  calendars: CALENDARS,
  channels: CHANNELS,
  checks: CHECK_RESULTS,
  controls: CONTROLS_OF_ORGANISATION,
  deliveries: DELIVERIES,
  differences: DIFFERENCES,
  "evidence-packs": EVIDENCE_PACKS,
  exceptions: EXCEPTIONS,
  findings: FINDINGS,
  "hand-overs": HAND_OVERS,
  invitations: INVITATIONS,
  "key-versions": KEY_VERSIONS,
  members: MEMBERS,
  notes: NOTES,
  observations: OBSERVATIONS,
  questions: QUESTIONS,
  statements: STATEMENTS,
  timeline: TIMELINE,
} satisfies Record<OrganisationExport, unknown>;
