import { resolve } from "node:path";
import { WEBHOOK_HOST } from "./chat/hosts";
import { MAIL_DOMAINS } from "./mail/domains";
import { APPS, SUBSCRIPTIONS, TENANTS, TOOLS_SECRET } from "./seed/names";

/** The variables that point a client at the sandbox. The CA file holds the sandbox's authority alone. */
export function environment(
  proxyUrl: string,
  doorUrl: string,
  caPath: string,
  smtpUrl: string,
): Record<string, string> {
  const ca = resolve(caPath);
  return {
    HTTPS_PROXY: proxyUrl,
    NO_PROXY: "127.0.0.1,localhost",
    NODE_EXTRA_CA_CERTS: ca,
    SSL_CERT_FILE: ca,
    REQUESTS_CA_BUNDLE: ca,
    SANDBOX_CONTROL_URL: `${doorUrl}/control`,
    SANDBOX_SIGN_IN_URL: doorUrl,
    SYSLOG_HOSTS: "localhost",
    SANDBOX_MAIL_URL: `${doorUrl}/mails`,
    WEBHOOK_HOSTS: WEBHOOK_HOST,
    SMTP_URL: smtpUrl,
    SMTP_FROM: "clavis@console.example",
    MAIL_DOMAINS: MAIL_DOMAINS.join(","),
    SANDBOX_CARE_URL: `${doorUrl}/care`,
    ENTRA_AUTHORITY_HOST: "https://login.sandbox.internal",
    ENTRA_ALLOWED_TENANTS: [TENANTS.contoso, TENANTS.fabrikam, TENANTS.northwind].join(","),
    AZURE_TENANT_ID: TENANTS.contoso,
    AZURE_CLIENT_ID: APPS.tools,
    AZURE_CLIENT_SECRET: TOOLS_SECRET,
    AZURE_SUBSCRIPTION_ID: SUBSCRIPTIONS.contoso,
  };
}
