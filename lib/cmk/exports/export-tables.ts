import type { Permission } from "../permissions";

/** Tables of one organisation that can be taken away, and who may. Wording: `exports.tables.<name>`. */
export const ORGANISATION_EXPORTS = {
  checks: "finding.read",
  findings: "finding.read",
  alerts: "alert.read",
  exceptions: "finding.read",
  observations: "configuration.read",
  "key-versions": "configuration.read",
  statements: "setup.read",
  approvals: "setup.read",
  attempts: "configuration.read",
  deliveries: "channel.read",
  members: "member.read",
  "evidence-packs": "evidence.export",
  audit: "audit.read",
} as const satisfies Record<string, Permission>;

export type OrganisationExport = keyof typeof ORGANISATION_EXPORTS;
export const ORGANISATION_EXPORT_NAMES = Object.keys(ORGANISATION_EXPORTS) as OrganisationExport[];
