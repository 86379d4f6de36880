import { z } from "zod";
import { MAINTENANCE_ACTIONS } from "./maintenance";
import { POLICY_VARIANTS } from "./proposal";

/** What the API accepts for the maintenance of a key. */
export const maintenanceSchema = z.object({
  action: z.enum(MAINTENANCE_ACTIONS),
  /** Which policy to set; left out: the one that is proposed. */
  variant: z.enum(POLICY_VARIANTS).optional(),
});

export const applyMaintenanceSchema = maintenanceSchema.extend({
  planHash: z.string().regex(/^[0-9a-f]{64}$/, "plan-hash"),
  /** Only for a new version: the key's name, typed. */
  confirmation: z.string().optional(),
});
