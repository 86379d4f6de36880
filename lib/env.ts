import "server-only";
import { readFileSync } from "node:fs";
import { z } from "zod";
import { AZURE_CLOUD_IDS, AZURE_CLOUDS } from "./cmk/azure-clouds";
import {
  address,
  hostSuffix,
  httpUrl,
  mailAddress,
  optional,
  port,
  positiveInteger,
  secretKey,
} from "./env-types";

const shape = {
  NODE_ENV: z.enum(["development", "production", "test"]).default("production"),
  DATABASE_URL: address(["postgres:", "postgresql:"]),
  MIGRATION_DATABASE_URL: optional(address(["postgres:", "postgresql:"])),
  PORT: port.default(3000),
  CLAVIS_DATA: z.string().default(".data"),
  CLAVIS_SECRET_KEY: optional(secretKey),
  CLAVIS_SECRET_KEY_FILE: optional(z.string()),
  CLAVIS_KEY_VAULT_KEY_ID: optional(httpUrl),
  CLAVIS_SIGNING_KEY_ID: optional(httpUrl),
  CLAVIS_SIGNING_KEY_FILE: optional(z.string()),
  CLAVIS_TRUSTED_SIGNING_KEYS_FILE: optional(z.string()),
  PUBLIC_URL: optional(httpUrl),
  ALLOWED_ORIGINS: z
    .string()
    .default("")
    .transform((text) => text.split(",").flatMap((part) => part.trim() || []))
    .pipe(z.array(httpUrl.transform((url) => new URL(url).origin))),
  AZURE_CLOUD: z
    .enum(AZURE_CLOUD_IDS, { error: `must be one of ${AZURE_CLOUD_IDS.join(", ")}` })
    .default("public"),
  ENTRA_AUTHORITY_HOST: optional(httpUrl),
  ENTRA_TENANT: z.string().default("organizations"),
  ENTRA_ALLOWED_TENANTS: z
    .string()
    .default("")
    .transform((text) => text.split(",").flatMap((part) => part.trim().toLowerCase() || []))
    .pipe(z.array(z.guid({ error: "must be GUIDs of directories, comma separated" }))),
  ENTRA_CLIENT_ID: z.guid({ error: "must be the application's GUID" }),
  ENTRA_CLIENT_SECRET: optional(z.string()),
  ENTRA_CLIENT_SECRET_ENDS_ON: optional(z.iso.date({ error: "must be a day such as 2027-03-01" })),
  ENTRA_CLIENT_CERTIFICATE_FILE: optional(z.string()),
  AZURE_RESOURCE_MANAGER_URL: optional(httpUrl),
  AZURE_KEY_VAULT_SUFFIX: optional(hostSuffix),
  AZURE_MANAGED_HSM_SUFFIX: optional(hostSuffix),
  GRAPH_URL: optional(httpUrl),
  AZURE_LOG_ANALYTICS_URL: optional(httpUrl),
  ADOBE_IMS_URL: httpUrl.default("https://ims-na1.adobelogin.com"),
  ADOBE_PLATFORM_DOMAIN: hostSuffix.default("adobe.io"),
  ROLE_PROPAGATION_SECONDS: positiveInteger.default(600),
  FIREWALL_PROPAGATION_SECONDS: positiveInteger.default(600),
  WATCH_CRITICAL_SECONDS: positiveInteger.default(300),
  WATCH_FULL_SECONDS: positiveInteger.default(3600),
  WATCH_CONCURRENCY: positiveInteger.default(16),
  EVENT_FEED_SECONDS: positiveInteger.default(3600),
  WEBHOOK_HOSTS: z
    .string()
    .default("")
    .transform((text) => text.split(",").flatMap((part) => part.trim().toLowerCase() || []))
    .pipe(z.array(hostSuffix)),
  SMTP_URL: optional(address(["smtp:", "smtps:"])),
  SMTP_FROM: optional(mailAddress),
  MAIL_DOMAINS: z
    .string()
    .default("")
    .transform((text) => text.split(",").flatMap((part) => part.trim().toLowerCase() || []))
    .pipe(z.array(hostSuffix)),
  SYSLOG_HOSTS: z
    .string()
    .default("")
    .transform((text) => text.split(",").flatMap((part) => part.trim().toLowerCase() || []))
    .pipe(z.array(z.string().regex(/^\.?[a-z0-9][a-z0-9.-]*$/, "must be host names, comma separated"))),
  AUDIT_LOOK_SECONDS: positiveInteger.default(86_400),
  AUDIT_FULL_DAYS: positiveInteger.default(7),
  CONSOLE_EGRESS_ADDRESS: optional(z.ipv4({ error: "must be one IPv4 address" })),
  SESSION_IDLE_MINUTES: positiveInteger.default(60),
  SESSION_ABSOLUTE_HOURS: positiveInteger.default(12),
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "silent"]).default("info"),
  SANDBOX_CONTROL_URL: optional(httpUrl),
  SANDBOX_CARE_URL: optional(httpUrl),
  SANDBOX_MAIL_URL: optional(httpUrl),
  HTTPS_PROXY: optional(httpUrl),
  NO_PROXY: optional(z.string()),
  NODE_EXTRA_CA_CERTS: optional(z.string()),
};

/** Every variable that the servers read; .env.example says what each is for. */
export const ENV_NAMES = Object.keys(shape) as (keyof typeof shape)[];

const REAL_LOGIN_HOSTS = Object.values(AZURE_CLOUDS).map(({ authority }) => new URL(authority).hostname);

const schema = z
  .object(shape)
  .superRefine((values, context) => {
    const wrong = (name: string, message: string) =>
      context.addIssue({ code: "custom", path: [name], message });
    if (!values.CLAVIS_SECRET_KEY === !values.CLAVIS_SECRET_KEY_FILE)
      wrong("CLAVIS_SECRET_KEY", "give either this or CLAVIS_SECRET_KEY_FILE");
    if (!values.ENTRA_CLIENT_SECRET === !values.ENTRA_CLIENT_CERTIFICATE_FILE)
      wrong("ENTRA_CLIENT_SECRET", "give either this or ENTRA_CLIENT_CERTIFICATE_FILE");
    // Whoever administers a directory can give themselves any app role in it: say whose directories count.
    if (
      ["organizations", "common"].includes(values.ENTRA_TENANT) &&
      values.ENTRA_ALLOWED_TENANTS.length === 0
    )
      wrong("ENTRA_ALLOWED_TENANTS", "is needed while ENTRA_TENANT lets people of any directory sign in");
    const authority = values.ENTRA_AUTHORITY_HOST ?? AZURE_CLOUDS[values.AZURE_CLOUD].authority;
    const login = new URL(authority).hostname;
    if (
      REAL_LOGIN_HOSTS.includes(login) &&
      values.ENTRA_CLIENT_SECRET?.includes("sandbox") &&
      !values.HTTPS_PROXY
    )
      wrong("ENTRA_CLIENT_SECRET", "is the sandbox's, which everybody knows: use your own");
    if (values.PUBLIC_URL && !isLoopbackOrHttps(values.PUBLIC_URL))
      wrong("PUBLIC_URL", "must be https, except on 127.0.0.1 and localhost");
    if (!values.SMTP_URL !== !values.SMTP_FROM)
      wrong(values.SMTP_URL ? "SMTP_FROM" : "SMTP_URL", "is needed too: mail has a server and a sender");
    if (values.SESSION_IDLE_MINUTES > values.SESSION_ABSOLUTE_HOURS * 60)
      wrong("SESSION_IDLE_MINUTES", "must not be longer than SESSION_ABSOLUTE_HOURS");
  })
  .transform((values, context) => {
    const PUBLIC_URL = new URL(values.PUBLIC_URL ?? `http://127.0.0.1:${values.PORT}`).origin;
    const cloud = AZURE_CLOUDS[values.AZURE_CLOUD];
    return {
      ...values,
      // One setting names the cloud; single addresses may still differ from it.
      ENTRA_AUTHORITY_HOST: values.ENTRA_AUTHORITY_HOST ?? cloud.authority,
      AZURE_RESOURCE_MANAGER_URL: values.AZURE_RESOURCE_MANAGER_URL ?? cloud.resourceManager,
      AZURE_KEY_VAULT_SUFFIX: values.AZURE_KEY_VAULT_SUFFIX ?? cloud.vaultSuffix,
      AZURE_MANAGED_HSM_SUFFIX: values.AZURE_MANAGED_HSM_SUFFIX ?? cloud.hsmSuffix,
      GRAPH_URL: values.GRAPH_URL ?? cloud.graph,
      AZURE_LOG_ANALYTICS_URL: values.AZURE_LOG_ANALYTICS_URL ?? cloud.logAnalytics,
      PUBLIC_URL,
      ALLOWED_ORIGINS: [...new Set([PUBLIC_URL, ...values.ALLOWED_ORIGINS])],
      CLAVIS_SECRET_KEY:
        values.CLAVIS_SECRET_KEY ?? readKeyFile(values.CLAVIS_SECRET_KEY_FILE ?? "", context),
    };
  });

/** The settings, parsed: numbers are numbers, CLAVIS_SECRET_KEY is 32 bytes, ALLOWED_ORIGINS holds PUBLIC_URL. */
export type Env = z.output<typeof schema>;

function isLoopbackOrHttps(text: string): boolean {
  const url = new URL(text);
  return url.protocol === "https:" || ["127.0.0.1", "localhost", "[::1]"].includes(url.hostname);
}

function readKeyFile(path: string, context: z.RefinementCtx): Buffer {
  try {
    const parsed = secretKey.safeParse(readFileSync(path, "utf8").trim());
    if (parsed.success) return parsed.data;
    const message = parsed.error.issues[0]?.message ?? "is not usable";
    context.addIssue({ code: "custom", path: ["CLAVIS_SECRET_KEY_FILE"], message });
  } catch {
    context.addIssue({ code: "custom", path: ["CLAVIS_SECRET_KEY_FILE"], message: `${path} cannot be read` });
  }
  return z.NEVER;
}

/** Checks settings without throwing; every problem is one line that begins with the variable's name. */
export function parseEnv(
  source: Record<string, string | undefined>,
): { ok: true; env: Env } | { ok: false; problems: string[] } {
  const given = Object.fromEntries(ENV_NAMES.map((name) => [name, source[name]?.trim() || undefined]));
  const parsed = schema.safeParse(given);
  if (parsed.success) return { ok: true, env: parsed.data };
  const problems = parsed.error.issues.map((issue) => {
    const name = String(issue.path[0] ?? "environment");
    return given[name] === undefined && issue.code !== "custom"
      ? `${name}: is missing`
      : `${name}: ${issue.message}`;
  });
  return { ok: false, problems: [...new Set(problems)] };
}

let cached: Env | undefined;

/** The settings of this process, read at first use. Throws once with every problem on its own line. */
export function env(): Env {
  if (cached) return cached;
  const parsed = parseEnv(process.env);
  if (!parsed.ok) throw new Error(`Settings that need a look:\n${parsed.problems.join("\n")}`);
  cached = parsed.env;
  return cached;
}
