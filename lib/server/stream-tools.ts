import "server-only";
import { env } from "@/lib/env";
import { postMessage } from "@/lib/notify/post-message";
import { sendSyslog } from "@/lib/notify/send-syslog";
import type { StreamTools } from "@/lib/services/audit/stream-target";
import { keyWrapper } from "./key-wrapper";

/** What copying the audit log elsewhere takes, of this installation. */
export function streamTools(): StreamTools {
  const { PUBLIC_URL, WEBHOOK_HOSTS, SYSLOG_HOSTS } = env();
  return {
    wrapper: keyWrapper(),
    post: postMessage,
    sendSyslog,
    webhookHosts: WEBHOOK_HOSTS,
    syslogHosts: SYSLOG_HOSTS,
    hostName: new URL(PUBLIC_URL).hostname,
  };
}
