import "server-only";
import { z } from "zod";
import { named } from "./rule-schemas";

export const auditView = named(
  "AuditView",
  z.object({ id: z.guid(), name: z.string(), filter: z.record(z.string(), z.string()) }),
);
export const auditViewList = z.object({ views: z.array(auditView) });
export const viewAddress = z.object({ view: z.guid() });
