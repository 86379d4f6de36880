import type { RunningSandbox } from "./sandbox";
import { checkServerSettings, type Source } from "./settings";

/** The sandbox's clouds honour roles and rules sooner than the real ones. */
const SANDBOX_WINDOWS: Source = { ROLE_PROPAGATION_SECONDS: "8", FIREWALL_PROPAGATION_SECONDS: "2" };

const OTHER_PROXIES = ["https_proxy", "http_proxy", "all_proxy", "HTTP_PROXY", "ALL_PROXY", "no_proxy"];

/** What worker and web are started with: what was given, what the start made, the sandbox's addresses. Checked. */
export function serverEnvironment(
  source: Source,
  databaseUrl: string,
  secretKey: string,
  sandbox: RunningSandbox | null,
): Source {
  const given = source.CLAVIS_SECRET_KEY?.trim() || source.CLAVIS_SECRET_KEY_FILE?.trim();
  const env: Source = {
    ...(sandbox ? SANDBOX_WINDOWS : {}),
    ...source,
    ...(given ? {} : { CLAVIS_SECRET_KEY: secretKey }),
    ...sandbox?.env,
    DATABASE_URL: databaseUrl,
  };
  for (const name of ["MIGRATION_DATABASE_URL", ...(sandbox ? OTHER_PROXIES : [])]) delete env[name];
  checkServerSettings(env);
  return env;
}
