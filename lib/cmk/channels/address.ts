import type { PostKind } from "./channel-kinds";

/** Where the vendors' own webhooks live; a rule that begins with a dot stands for every host below it. */
const HOSTS = {
  slack: ["hooks.slack.com", "hooks.slack-gov.com"],
  teams: [".webhook.office.com", ".logic.azure.com", ".environment.api.powerplatform.com"],
};

export type AddressProblem = "channel-address" | "channel-host";

const fits = (host: string, rule: string) => (rule.startsWith(".") ? host.endsWith(rule) : host === rule);

/**
 * Why nothing is sent to an address: it is not plain https, or its host is not the vendor's own. Other hosts are those
 * that whoever operates this console has named (`webhookHosts`). Null when it may be used.
 */
export function addressProblem(
  kind: PostKind,
  text: string,
  webhookHosts: readonly string[],
): AddressProblem | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || url.protocol !== "https:" || url.username || url.password || url.port || url.hash)
    return "channel-address";
  const allowed = kind === "webhook" ? webhookHosts : HOSTS[kind];
  return allowed.some((rule) => fits(url.hostname, rule)) ? null : "channel-host";
}
