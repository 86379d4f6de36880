import type { Permission } from "../permissions";

/** Tables of one organisation that can be taken away, and who may. Wording: `exports.tables.<name>`. */
export const ORGANISATION_EXPORTS = {
  checks: "finding.read",
  findings: "finding.read",
  alerts: "alert.read",
  exceptions: "finding.read",
  controls: "compliance.read",
  observations: "configuration.read",
  "key-versions": "configuration.read",
  statements: "setup.read",
  approvals: "setup.read",
  attempts: "configuration.read",
  channels: "channel.read",
  deliveries: "channel.read",
  "adobe-events": "event-feed.read",
  timeline: "audit.read",
  differences: "configuration.read",
  notes: "note.read",
  questions: "note.read",
  "hand-overs": "setup.read",
  members: "member.read",
  invitations: "member.read",
  calendars: "calendar.manage",
  "evidence-packs": "evidence.export",
  audit: "audit.read",
  "audit-streams": "audit.read",
} as const satisfies Record<string, Permission>;

export type OrganisationExport = keyof typeof ORGANISATION_EXPORTS;
export const ORGANISATION_EXPORT_NAMES = Object.keys(ORGANISATION_EXPORTS) as OrganisationExport[];
