import "server-only";
import { z } from "zod";
import { CHAIN_PROBLEMS } from "@/lib/cmk/audit/chain-problems";
import { STREAM_KINDS } from "@/lib/cmk/audit/stream-kinds";
import { STREAM_TROUBLES } from "@/lib/cmk/audit/stream-schemas";
import { organisationAddress } from "./address-schemas";
import { named, time } from "./rule-schemas";

export const auditView = named(
  "AuditView",
  z.object({ id: z.guid(), name: z.string(), filter: z.record(z.string(), z.string()) }),
);
export const auditViewList = z.object({ views: z.array(auditView) });
export const viewAddress = z.object({ view: z.guid() });
export const systemStreamAddress = z.object({ stream: z.guid() });
export const streamAddress = organisationAddress.extend({ stream: z.guid() });

const number = z.string().regex(/^\d+$/);
const problem = z.object({ code: z.enum(STREAM_TROUBLES), status: z.number().int().nullable() });
export const chainState = named(
  "AuditChain",
  z.object({
    entries: number,
    verifiedAt: time.nullable(),
    verifiedSequence: number.nullable(),
    fullVerifiedAt: time.nullable(),
    signedAt: time.nullable(),
    signedSequence: number.nullable(),
    retentionDays: z.number().int().nullable(),
    revision: z.number().int(),
    archivedSequence: number.nullable(),
    problems: z.array(z.object({ kind: z.enum(CHAIN_PROBLEMS), sequence: number, until: number.optional() })),
  }),
);
export const auditStream = named(
  "AuditStream",
  z.object({
    id: z.guid(),
    kind: z.enum(STREAM_KINDS),
    name: z.string(),
    enabled: z.boolean(),
    targetHost: z.string(),
    targetPort: z.number().int().nullable(),
    ownCertificate: z.boolean(),
    sentSequence: number,
    behind: number,
    sentAt: time.nullable(),
    failures: z.number().int(),
    problem: problem.nullable(),
    dueAt: time,
    revision: z.number().int(),
  }),
);
const hosts = z.array(z.string());
export const auditSettings = z.object({
  chain: chainState,
  streams: z.array(auditStream),
  webhookHosts: hosts,
  syslogHosts: hosts,
});
export const createdStream = z.object({ stream: auditStream, signingKey: z.string().nullable() });
export const streamTest = z.object({ taken: z.boolean(), problem: problem.nullable() });
