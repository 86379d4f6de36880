import "server-only";
import { z } from "zod";
import type { ActivityEntry } from "@/lib/cmk/activity/activity";

const text = z.string().nullish();

export const principalAuditsSchema = z.object({
  value: z.array(
    z.object({
      id: z.string(),
      activityDateTime: z.string(),
      activityDisplayName: z.string(),
      result: text,
      correlationId: text,
      initiatedBy: z
        .object({
          user: z.object({ id: text, userPrincipalName: text, ipAddress: text }).nullish(),
          app: z.object({ appId: text, displayName: text, servicePrincipalId: text }).nullish(),
        })
        .nullish(),
      targetResources: z.array(z.object({ id: text, displayName: text })).nullish(),
      additionalDetails: z.array(z.object({ key: text, value: text })).nullish(),
    }),
  ),
  "@odata.nextLink": z.string().optional(),
});
type Audit = z.output<typeof principalAuditsSchema>["value"][number];

/** Lines of the directory's audit log that are about an application, by its id. Source: Graph, directoryAudit. */
export function toAuditEntries(audits: Audit[], appId: string): ActivityEntry[] {
  return audits
    .filter(({ additionalDetails }) =>
      (additionalDetails ?? []).some(({ key, value }) => key === "AppId" && value?.toLowerCase() === appId),
    )
    .map((audit): ActivityEntry => {
      const user = audit.initiatedBy?.user;
      const app = audit.initiatedBy?.app;
      const caller = user?.userPrincipalName ?? user?.id ?? app?.appId ?? app?.displayName ?? null;
      return {
        source: "directory-audit",
        eventId: audit.id,
        at: new Date(audit.activityDateTime).toISOString(),
        operation: audit.activityDisplayName,
        status: (audit.result ?? "success") === "success" ? "succeeded" : "failed",
        resourceId: audit.targetResources?.[0]?.id ?? "",
        caller,
        callerKind: user ? "user" : app ? "application" : null,
        callerIp: user?.ipAddress || null,
        correlationId: audit.correlationId ?? null,
      };
    })
    .sort((a, b) => (a.at < b.at ? -1 : 1));
}
