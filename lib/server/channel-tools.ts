import "server-only";
import { env } from "@/lib/env";
import { wordsOf } from "@/lib/i18n/words-of";
import { postMessage } from "@/lib/notify/post-message";
import { routes } from "@/lib/routes";
import type { ChannelTools } from "@/lib/services/channels/channel-tools";
import { keyWrapper } from "./key-wrapper";
import { mailer } from "./mailer";

/** What telling people takes, of this installation. */
export function channelTools(): ChannelTools {
  const { PUBLIC_URL, WEBHOOK_HOSTS, SMTP_URL, MAIL_DOMAINS } = env();
  return {
    wrapper: keyWrapper(),
    post: postMessage,
    sendMail: mailer(),
    wordsOf: (locale) => wordsOf(locale === "fr" ? "fr" : "en"),
    linkTo: {
      alert: (organisation, alert) => PUBLIC_URL + routes.alert(organisation, alert),
      channels: (organisation) => PUBLIC_URL + routes.channels(organisation),
    },
    webhookHosts: WEBHOOK_HOSTS,
    mail: { on: SMTP_URL !== undefined, domains: MAIL_DOMAINS },
  };
}
