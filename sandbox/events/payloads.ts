import { randomUUID } from "node:crypto";
import type { EventRegistration } from "../core/adobe-types";
import type { World } from "../core/types";

/** What can be sent. Adobe publishes neither codes nor payloads of its key alerts: names are its own, the rest is made up. */
export const EVENT_KINDS = {
  "key-access-disabled": {
    code: "platform_alert_cmk_key_access_disabled",
    title: "Key access disabled",
    message: "The customer managed key was disabled, deleted, or access to it was withdrawn.",
  },
  "key-access-failure": {
    code: "platform_alert_cmk_key_access_failure",
    title: "Key access failure",
    message: "The customer managed key could not be reached.",
  },
  "alert-notification": {
    code: "platform_alert_cmk_notification",
    title: "Alert notification",
    message: "Something about the customer managed key needs attention.",
  },
  unknown: {
    code: "platform_event_flow_run_failed",
    title: "Sources Flow Run Failure",
    message: "A flow run of a source has failed.",
  },
} as const;

export type SentKind = keyof typeof EVENT_KINDS;

/** One event in the envelope of CloudEvents 1.0, as I/O Events hands it to its recipient. */
export function eventOf(
  world: World,
  registration: EventRegistration,
  kind: SentKind,
  reason = "",
): Record<string, unknown> {
  const { code, title, message } = EVENT_KINDS[kind];
  const id = randomUUID();
  return {
    specversion: "1.0",
    id,
    source: "urn:adobe:experience-platform:alerts",
    type: code,
    time: world.now().toISOString(),
    datacontenttype: "application/json",
    data: {
      alertName: title,
      imsOrgId: registration.imsOrgId,
      sandboxName: "prod",
      message: reason ? `${message} ${reason}` : message,
    },
    eventid: id,
    recipientclientid: registration.clientId,
  };
}
