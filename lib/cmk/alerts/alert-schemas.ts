import { z } from "zod";
import { ALERT_ACTIONS, ALERT_STATUSES } from "./alert-rules";

export const alertFilterSchema = z.object({
  status: z.enum(ALERT_STATUSES).optional(),
  severity: z.enum(["critical", "high", "medium", "low", "info"]).optional(),
  class: z.enum(["purge", "recoverable", "hygiene"]).optional(),
  cursor: z.string().max(500).optional(),
});
export type AlertFilter = z.infer<typeof alertFilterSchema>;

export const alertActionSchema = z
  .object({
    action: z.enum(ALERT_ACTIONS),
    revision: z.number().int().min(1),
    text: z.string().trim().max(2000).optional(),
  })
  .refine(({ action, text }) => action !== "comment" || (text ?? "") !== "", {
    path: ["text"],
    message: "required",
  });
