import "server-only";
import { z } from "zod";
import { GUID_PATTERN } from "@/lib/cmk/ids";
import { ROLES } from "@/lib/cmk/permissions";
import { organisationAddress } from "./address-schemas";
import { named, time } from "./rule-schemas";
import { organisationView } from "./view-schemas";

export const memberAddress = organisationAddress.extend({
  member: z.string().regex(GUID_PATTERN).describe("Id of the person"),
});
export const invitationAddress = organisationAddress.extend({
  invitation: z.string().regex(GUID_PATTERN).describe("Id of the invitation"),
});
export const sessionAddress = z.object({
  session: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .describe("Id of the session"),
});
export const tokenAddress = z.object({
  token: z.string().regex(GUID_PATTERN).describe("Id of the token"),
});

const memberView = named(
  "Member",
  z.object({
    userId: z.guid(),
    name: z.string(),
    upn: z.string(),
    role: z.enum(ROLES),
    everywhere: z.boolean().describe("Bound to all organisations"),
    granted: z.boolean().describe("Whether Entra granted the role at the newest sign-in"),
    lastSignInAt: time.nullable(),
    sessions: z.number().int(),
    you: z.boolean(),
  }),
);
export const invitationView = named(
  "Invitation",
  z.object({
    id: z.guid(),
    upn: z.string(),
    role: z.enum(ROLES),
    invitedByName: z.string(),
    createdAt: time,
    expiresAt: time,
    expired: z.boolean(),
  }),
);
export const peopleView = z.object({
  organisation: organisationView,
  members: z.array(memberView),
  invitations: z.array(invitationView),
});
export const sessionView = named(
  "Session",
  z.object({
    id: z.string(),
    createdAt: time,
    lastSeenAt: time,
    expiresAt: time,
    userAgent: z.string().nullable(),
    current: z.boolean(),
  }),
);
export const tokenView = named(
  "ApiToken",
  z.object({
    id: z.guid(),
    name: z.string(),
    permissions: z.array(z.string()),
    organisations: z.array(z.string()).nullable().describe("Names; null: all of the person's"),
    createdAt: time,
    expiresAt: time,
    lastUsedAt: time.nullable(),
  }),
);
const personRow = named(
  "Person",
  z.object({
    id: z.guid(),
    name: z.string(),
    upn: z.string(),
    tenantId: z.guid().describe("Directory in Entra"),
    granted: z.array(z.enum(ROLES)).describe("What Entra granted at the newest sign-in"),
    everywhere: z.enum(ROLES).nullable().describe("Role in all organisations"),
    organisations: z.number().int().describe("Single organisations that the person is bound to"),
    lastSignInAt: time.nullable(),
    sessions: z.number().int(),
    you: z.boolean(),
  }),
);
const next = z.string().nullable();
const total = z.number().int().nullable();
export const everybodyPage = z.object({ rows: z.array(personRow), next, total });
export const personView = z.object({
  person: personRow,
  bindings: z.object({
    rows: z.array(z.object({ organisationId: z.guid(), organisation: z.string(), role: z.enum(ROLES) })),
    next,
    total,
  }),
  sessions: z.array(sessionView),
});
export const personAddress = z.object({
  person: z.string().regex(GUID_PATTERN).describe("Id of the person"),
});
export const createdToken = z.object({
  token: tokenView,
  value: z.string().describe("The token; in this answer alone"),
});
