import "server-only";
import type { SendMail } from "@/lib/cmk/mail/send-mail";
import { env } from "@/lib/env";
import { createMailer, noMailer } from "@/lib/notify/send-mail";

let cached: SendMail | undefined;

/** Sends mail through this installation's server; without one every mail ends as `mail-off`. */
export function mailer(): SendMail {
  const { SMTP_URL: url, SMTP_FROM: from } = env();
  cached ??= url && from ? createMailer({ url, from }) : noMailer;
  return cached;
}
