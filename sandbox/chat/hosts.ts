/** Where the sandbox takes plain webhooks. */
export const WEBHOOK_HOST = "hooks.contoso.example";

/** Every host on which messages are taken; one that begins with a dot stands for all below it. */
export const CHAT_HOSTS = [
  "hooks.slack.com",
  WEBHOOK_HOST,
  ".webhook.office.com",
  ".logic.azure.com",
  ".environment.api.powerplatform.com",
];
