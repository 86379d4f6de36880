import { z } from "zod";

/** What watching looks at beside what set-up does. A list is null when it could not be asked. */

export const lockSchema = z.object({
  name: z.string(),
  /** Azure's word: CanNotDelete or ReadOnly. */
  level: z.string(),
  scope: z.string(),
});
export const locksSchema = z.object({ list: z.array(lockSchema) });

export const denyAssignmentsSchema = z.object({
  list: z.array(z.object({ id: z.string(), name: z.string(), scope: z.string() })),
});

export const monitoringSchema = z.object({
  /** Diagnostic settings of the vault. `retentionDays`: what the sink keeps; null when it does not say. */
  diagnostics: z
    .array(
      z.object({
        name: z.string(),
        sink: z.string().nullable(),
        workspaceId: z.string().nullable(),
        /** Into the table AZKVAuditLogs; left out: into AzureDiagnostics. */
        dedicated: z.boolean().optional(),
        logs: z.array(z.string()),
        retentionDays: z.number().nullable(),
      }),
    )
    .nullable(),
  /** Metric alert rules on the vault that are on and tell somebody. */
  metricAlerts: z.array(z.object({ name: z.string(), metrics: z.array(z.string()) })).nullable(),
  /** Operations that an alert rule on logs watches, as Azure names them. */
  watchedOperations: z.array(z.string()).nullable(),
  /** Event types of the Event Grid subscriptions on the vault. */
  eventTypes: z.array(z.string()).nullable(),
  /** Free or Standard. */
  defenderTier: z.string().nullable(),
});

export type LockFacts = z.infer<typeof lockSchema>;
export type MonitoringFacts = z.infer<typeof monitoringSchema>;
