// Without a schema: browsers load this.

export const ALERT_STATUSES = ["open", "acknowledged", "resolved"] as const;
export type AlertStatus = (typeof ALERT_STATUSES)[number];

/** What a person may do with an alert. `assign` takes it on: to whoever asks. Wording: `alerts.actions.<kind>`. */
export const ALERT_ACTIONS = ["assign", "acknowledge", "resolve", "reopen", "comment"] as const;
export type AlertAction = (typeof ALERT_ACTIONS)[number];

/** What may be done with an alert that stands like this. */
export function actionsFor(status: AlertStatus): readonly AlertAction[] {
  if (status === "resolved") return ["reopen", "comment"];
  return status === "open"
    ? ["assign", "acknowledge", "resolve", "comment"]
    : ["assign", "resolve", "comment"];
}
