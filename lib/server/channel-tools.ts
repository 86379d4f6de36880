import "server-only";
import { env } from "@/lib/env";
import { wordsOf } from "@/lib/i18n/words-of";
import { postMessage } from "@/lib/notify/post-message";
import { routes } from "@/lib/routes";
import type { ChannelTools } from "@/lib/services/channels/channel-tools";
import type { InboxMailTools } from "@/lib/services/notes/mail-inbox";
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

/** What mailing what waits in an inbox takes, of this installation. */
export function inboxMailTools(): InboxMailTools {
  const { PUBLIC_URL } = env();
  return {
    sendMail: mailer(),
    wordsOf: (locale) => wordsOf(locale === "fr" ? "fr" : "en"),
    linkTo: {
      timeline: (organisation) => PUBLIC_URL + routes.timeline(organisation),
      inbox: () => PUBLIC_URL + routes.inbox(),
    },
  };
}
