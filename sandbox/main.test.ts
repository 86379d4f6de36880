import { type ChildProcess, execFile, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { writeWhole } from "./core/store";
import { keptSeedKeys } from "./seed/keys";
import { SHARED_KEYS } from "./start";

const run = promisify(execFile);
const data = mkdtempSync(join(tmpdir(), "clavis-main-"));
const root = new URL("..", import.meta.url).pathname;

/** A whole process starts in several of these, on a machine that may be busy. */
const SLOW_MS = 90_000;
vi.setConfig({ testTimeout: SLOW_MS });

type Started = { child: ChildProcess; env: Record<string, string> };

function launch(more: Record<string, string>): ChildProcess {
  const env = {
    ...process.env,
    NODE_ENV: "development",
    CLAVIS_DATA: data,
    SANDBOX_PORT: "0",
    ...more,
  } as NodeJS.ProcessEnv;
  return spawn(process.execPath, ["--import", "tsx", "sandbox/main.ts"], {
    cwd: root,
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
}

function start(more: Record<string, string> = {}): Promise<Started> {
  const child = launch(more);
  let out = "";
  return new Promise((resolve, reject) => {
    child.on("exit", (code) => reject(new Error(`exit ${code}: ${out}`)));
    child.stderr?.on("data", (piece) => {
      out += String(piece);
    });
    child.stdout?.on("data", (piece) => {
      out += String(piece);
      if (!out.includes("SANDBOX_READY=1\n")) return;
      const pairs = out
        .trim()
        .split("\n")
        .map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]);
      resolve({ child, env: Object.fromEntries(pairs) as Record<string, string> });
    });
  });
}

function ended(child: ChildProcess): Promise<{ code: number | null; errors: string }> {
  let errors = "";
  child.stderr?.on("data", (piece) => {
    errors += String(piece);
  });
  return new Promise((resolve) => child.on("exit", (code) => resolve({ code, errors })));
}

function stop({ child }: Started): Promise<{ code: number | null; errors: string }> {
  child.removeAllListeners("exit");
  const end = ended(child);
  child.kill("SIGTERM");
  return end;
}

let started: Started;

beforeAll(async () => {
  // Making RSA keys is not what is tested here; the checkout's own are as good.
  const keys = await keptSeedKeys(join(root, SHARED_KEYS));
  writeWhole(join(data, "sandbox", "seed-keys.json"), JSON.stringify(keys));
  started = await start();
}, SLOW_MS);

afterAll(async () => {
  if (started.child.exitCode === null) await stop(started);
  rmSync(data, { recursive: true, force: true });
});

test("tells a client all it needs, and keeps its keys to itself", () => {
  expect(Object.keys(started.env)).toEqual([
    "HTTPS_PROXY",
    "NO_PROXY",
    "NODE_EXTRA_CA_CERTS",
    "SSL_CERT_FILE",
    "REQUESTS_CA_BUNDLE",
    "SANDBOX_CONTROL_URL",
    "SANDBOX_SIGN_IN_URL",
    "SYSLOG_HOSTS",
    "SANDBOX_MAIL_URL",
    "WEBHOOK_HOSTS",
    "SMTP_URL",
    "SMTP_FROM",
    "MAIL_DOMAINS",
    "SANDBOX_CARE_URL",
    "ENTRA_AUTHORITY_HOST",
    "ENTRA_ALLOWED_TENANTS",
    "AZURE_TENANT_ID",
    "AZURE_CLIENT_ID",
    "AZURE_CLIENT_SECRET",
    "AZURE_SUBSCRIPTION_ID",
    "SANDBOX_READY",
  ]);
  const mode = (name: string) => statSync(join(data, "sandbox", name)).mode & 0o777;
  expect(["ca-key.pem", "seed-keys.json", "state.json"].map(mode)).toEqual([0o600, 0o600, 0o600]);
});

describe("ordinary clients", () => {
  const env = () => ({ PATH: process.env.PATH, ...started.env }) as unknown as NodeJS.ProcessEnv;

  test.each(["--http1.1", "--http2"])("curl %s gets a token and uses it", async (version) => {
    const form = `grant_type=client_credentials&client_id=${started.env.AZURE_CLIENT_ID}&client_secret=${started.env.AZURE_CLIENT_SECRET}&scope=https%3A%2F%2Fgraph.microsoft.com%2F.default`;
    const base = [
      "-sS",
      version,
      "--proxy",
      started.env.HTTPS_PROXY ?? "",
      "--proxy-user",
      "any:one",
      "--cacert",
      started.env.SSL_CERT_FILE ?? "",
    ];
    const token = await run(
      "curl",
      [...base, "-d", form, "https://login.microsoftonline.com/contoso.example/oauth2/v2.0/token"],
      { env: env() },
    );
    const bearer = `Authorization: Bearer ${(JSON.parse(token.stdout) as { access_token: string }).access_token}`;
    const listed = await run(
      "curl",
      [...base, "-H", bearer, "https://graph.microsoft.com/v1.0/servicePrincipals?$top=1"],
      { env: env() },
    );
    expect(JSON.parse(listed.stdout)).toMatchObject({ value: [{ appId: expect.any(String) }] });
    const head = await run(
      "curl",
      [...base, "-I", "https://login.microsoftonline.com/common/v2.0/.well-known/openid-configuration"],
      { env: env() },
    );
    expect(head.stdout).toMatch(/content-length: [1-9]/i);
  });

  test("curl is told that nothing goes to the internet", async () => {
    const refused = run("curl", ["-sS", "--proxy", started.env.HTTPS_PROXY ?? "", "https://example.com/"], {
      env: env(),
    });
    await expect(refused).rejects.toMatchObject({ stderr: expect.stringContaining("502") });
  });

  test("Python's own client trusts it", async (context) => {
    const has = await run("python3", ["--version"]).catch(() => null);
    if (!has) return context.skip();
    const script =
      "import urllib.request;print(urllib.request.urlopen('https://login.microsoftonline.com/common/discovery/instance?api-version=1.1').status)";
    expect((await run("python3", ["-c", script], { env: env() })).stdout.trim()).toBe("200");
  });
});

test("a restart keeps the state and the certificate", async () => {
  const ca = readFileSync(started.env.NODE_EXTRA_CA_CERTS ?? "", "utf8");
  await fetch(`${started.env.SANDBOX_CONTROL_URL}/drift`, {
    method: "POST",
    body: JSON.stringify({ action: "disable-key", vault: "kv-fabrikam-aep" }),
  });
  expect((await stop(started)).code).toBe(0);
  started = await start();
  const state = (await (await fetch(`${started.env.SANDBOX_CONTROL_URL}/state`)).json()) as {
    keys: { vaultName: string; versions: { enabled: boolean }[] }[];
  };
  expect(state.keys.find((key) => key.vaultName === "kv-fabrikam-aep")?.versions[0]?.enabled).toBe(false);
  expect(readFileSync(started.env.NODE_EXTRA_CA_CERTS ?? "", "utf8")).toBe(ca);
});

describe("refuses to start, in one sentence", () => {
  test("on a taken port", async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    const port = typeof address === "object" && address ? address.port : 0;
    const { code, errors } = await ended(
      launch({ SANDBOX_PORT: String(port), CLAVIS_DATA: `${data}-taken` }),
    );
    server.close();
    rmSync(`${data}-taken`, { recursive: true, force: true });
    expect({ code, errors }).toEqual({
      code: 1,
      errors: `Port ${port} on 127.0.0.1 is taken: set SANDBOX_PORT to a free one.\n`,
    });
  });

  test("in production", async () => {
    const { code, errors } = await ended(launch({ NODE_ENV: "production" }));
    expect(code).toBe(1);
    expect(errors).toContain("SANDBOX_ALLOW_PRODUCTION=1");
  });

  test("on a broken state file", async () => {
    await stop(started);
    writeFileSync(join(data, "sandbox", "state.json"), '{"version":1,"tena');
    const { code, errors } = await ended(launch({}));
    expect(code).toBe(1);
    expect(errors.trim().split("\n")).toHaveLength(1);
    expect(errors).toContain("state.json is broken");
  });
});
