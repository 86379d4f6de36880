import { z } from "zod";

export const ALERT_STATUSES = ["open", "acknowledged", "resolved"] as const;
export type AlertStatus = (typeof ALERT_STATUSES)[number];

export const alertFilterSchema = z.object({
  status: z.enum(ALERT_STATUSES).optional(),
  severity: z.enum(["critical", "high", "medium", "low", "info"]).optional(),
  class: z.enum(["purge", "recoverable", "hygiene"]).optional(),
  cursor: z.string().max(500).optional(),
});
export type AlertFilter = z.infer<typeof alertFilterSchema>;

/** What a person may do with an alert. `assign` takes it on: to whoever asks. Wording: `alerts.actions.<kind>`. */
export const ALERT_ACTIONS = ["assign", "acknowledge", "resolve", "reopen", "comment"] as const;
export type AlertAction = (typeof ALERT_ACTIONS)[number];

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

/** What may be done with an alert that stands like this. */
export function actionsFor(status: AlertStatus): readonly AlertAction[] {
  if (status === "resolved") return ["reopen", "comment"];
  return status === "open"
    ? ["assign", "acknowledge", "resolve", "comment"]
    : ["assign", "resolve", "comment"];
}
