import { isPortFree } from "../database/free-port";
import { type Child, lastLines, launchChild } from "./children";
import type { DataFolder } from "./data-folder";
import { PlainError } from "./plain-error";
import type { Source } from "./settings";

export type DemoAccount = { upn: string; displayName: string; demoRole: string };

export type RunningSandbox = {
  child: Child;
  /** Settings that point the servers at it. */
  env: Source;
  accounts: DemoAccount[];
};

type Manifest = { clavis: { clientId: string; clientSecret: string }; accounts: DemoAccount[] };

const FOR_SERVERS = [
  "HTTPS_PROXY",
  "NO_PROXY",
  "NODE_EXTRA_CA_CERTS",
  "ENTRA_ALLOWED_TENANTS",
  "ENTRA_AUTHORITY_HOST",
  "SANDBOX_CONTROL_URL",
  "SANDBOX_CARE_URL",
  "SANDBOX_MAIL_URL",
  "WEBHOOK_HOSTS",
  "SYSLOG_HOSTS",
  "SMTP_URL",
  "SMTP_FROM",
  "MAIL_DOMAINS",
];

/** Both ports of the sandbox; 0 takes what is free. */
export async function requireFreePorts(port: number): Promise<void> {
  if (port === 0) return;
  for (const each of [port, port + 1])
    if (!(await isPortFree(each)))
      throw new PlainError(
        `Port ${each}, which the sandbox wants, is taken: end what uses it, or set SANDBOX_PORT to another.`,
      );
}

/** Starts the stand-in for the clouds and reads the lines with which it says how to reach it. */
export async function startSandboxProcess(
  port: number,
  folder: DataFolder,
  source: Source,
): Promise<RunningSandbox> {
  const env: Source = {};
  let ready: () => void = () => undefined;
  const said = new Promise<void>((resolve) => {
    ready = resolve;
  });
  const child = launchChild({
    name: "sandbox",
    args: ["--import", "tsx", "sandbox/main.ts"],
    env: { ...source, SANDBOX_PORT: String(port), CLAVIS_DATA: folder.path },
    logFolder: folder.logs,
    onLine(line) {
      const [, name, value] = /^([A-Z][A-Z0-9_]*)=(.*)$/.exec(line.trim()) ?? [];
      if (name === "SANDBOX_READY") ready();
      else if (name && value !== undefined) env[name] = value;
    },
  });
  const outcome = await Promise.race([
    said.then(() => "ready" as const),
    child.ended.then(() => "ended" as const),
  ]);
  if (outcome === "ended") throw new PlainError(`The sandbox did not start:\n${lastLines(child.logFile)}`);
  try {
    const response = await fetch(`${env.SANDBOX_CONTROL_URL}/demo`);
    const manifest = (await response.json()) as Manifest;
    const { clientId, clientSecret } = manifest.clavis;
    const servers: Source = Object.fromEntries(FOR_SERVERS.map((name) => [name, env[name]]));
    return {
      child,
      env: { ...servers, ENTRA_CLIENT_ID: clientId, ENTRA_CLIENT_SECRET: clientSecret },
      accounts: manifest.accounts,
    };
  } catch (error) {
    await child.stop();
    throw new PlainError(
      `The sandbox does not say how to sign in (${(error as Error).message}): see ${child.logFile}.`,
    );
  }
}
