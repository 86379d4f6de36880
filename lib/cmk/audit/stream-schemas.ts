import { z } from "zod";
import type { StreamKind } from "./stream-kinds";

/** Why entries are not, or not yet, taken. */
export const STREAM_TROUBLES = [
  "unavailable",
  "certificate",
  "refused",
  "throttled",
  "gone",
  "redirected",
  "host-not-allowed",
  "target-lost",
] as const;
export type StreamTrouble = (typeof STREAM_TROUBLES)[number];
export type StreamProblem = { code: StreamTrouble; status: number | null };

const name = z.string().trim().min(1, "required").max(80, "too-long");
const host = z
  .string()
  .trim()
  .toLowerCase()
  .min(1, "required")
  .max(253, "too-long")
  .regex(/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/, "host-name");
const caCertificate = z
  .string()
  .trim()
  .max(20_000, "too-long")
  .regex(/^-----BEGIN CERTIFICATE-----[\s\S]+-----END CERTIFICATE-----$/, "certificate")
  .nullable();
/** Whether what is in the log already is sent as well. */
const from = z.enum(["start", "now"]);

/** What the API accepts; messages are keys of `errors.field`. */
export const createStreamSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("syslog"),
    name,
    host,
    port: z.number().int().min(1, "port").max(65_535, "port"),
    caCertificate,
    from,
  }),
  z.object({
    kind: z.literal("webhook"),
    name,
    address: z.string().trim().min(1, "required").max(2000, "too-long"),
    from,
  }),
]);
export const updateStreamSchema = z.object({ name, enabled: z.boolean(), revision: z.number().int().min(1) });
export type CreateStream = z.infer<typeof createStreamSchema>;
export type UpdateStream = z.infer<typeof updateStreamSchema>;

/** Days that entries are kept at least; null: for good. */
export const LEAST_RETENTION_DAYS = 90;
export const retentionSchema = z.object({
  retentionDays: z.number().int().min(LEAST_RETENTION_DAYS, "retention").max(36_500, "retention").nullable(),
  revision: z.number().int().min(0),
});

/** One stream as people see it; of a webhook's address the host alone. Times are ISO 8601, numbers decimal texts. */
export type StreamView = {
  id: string;
  kind: StreamKind;
  name: string;
  enabled: boolean;
  targetHost: string;
  targetPort: number | null;
  ownCertificate: boolean;
  sentSequence: string;
  /** Entries that are not sent yet. */
  behind: string;
  sentAt: string | null;
  failures: number;
  problem: StreamProblem | null;
  dueAt: string;
  revision: number;
};
