import { spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { freePort } from "../database/free-port";
import { lastLines, launchChild } from "./children";
import { claimDataFolder, openDataFolder, refuseForeignReset, resetDataFolder } from "./data-folder";
import { requireFreePorts } from "./sandbox";
import { openSecrets } from "./secrets";
import { serverEnvironment } from "./server-environment";
import { readSettings } from "./settings";

const made: string[] = [];
afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function temporary(): string {
  const folder = mkdtempSync(join(tmpdir(), "clavis-start-"));
  made.push(folder);
  return folder;
}

test("a data folder that is a file is refused with one sentence", () => {
  const file = join(temporary(), "file");
  writeFileSync(file, "");
  expect(() => openDataFolder(file)).toThrow(
    /^The data folder .*file cannot be used \(\w+\): set CLAVIS_DATA/,
  );
});

test("secrets are made once, for their owner alone, and kept", () => {
  const folder = openDataFolder(temporary());
  const first = openSecrets(folder);
  expect(Buffer.from(first.secretKey, "base64")).toHaveLength(32);
  expect(statSync(folder.secrets).mode & 0o777).toBe(0o600);
  chmodSync(folder.secrets, 0o644);
  expect(openSecrets(folder)).toEqual(first);
  expect(statSync(folder.secrets).mode & 0o777).toBe(0o600);
});

test("secrets that are damaged, or gone although there is a database, are not made anew", () => {
  const folder = openDataFolder(temporary());
  writeFileSync(folder.secrets, "{");
  expect(() => openSecrets(folder)).toThrow(/is damaged: restore it/);
  rmSync(folder.secrets);
  mkdirSync(folder.postgres);
  expect(() => openSecrets(folder)).toThrow(/is missing although there is a database/);
});

test("reset is refused for a database of one's own: what is encrypted in it would be lost with the folder", () => {
  expect(() => refuseForeignReset({})).not.toThrow();
  expect(() => refuseForeignReset({ DATABASE_URL: "postgresql://db.example/clavis" })).toThrow(
    /deletes the embedded database alone/,
  );
});

test("reset deletes what Clavis keeps, and nothing else", async () => {
  const folder = openDataFolder(temporary());
  openSecrets(folder);
  writeFileSync(join(folder.path, "notes.txt"), "mine");
  await resetDataFolder(folder);
  expect(existsSync(folder.secrets)).toBe(false);
  expect(readFileSync(join(folder.path, "notes.txt"), "utf8")).toBe("mine");
});

test("one start at a time uses a data folder; one that died does not block it", () => {
  const folder = openDataFolder(temporary());
  const release = claimDataFolder(folder);
  expect(JSON.parse(readFileSync(folder.running, "utf8"))).toMatchObject({ pid: process.pid });
  release();
  expect(existsSync(folder.running)).toBe(false);
  writeFileSync(folder.running, JSON.stringify({ pid: 2_147_483_000 }));
  claimDataFolder(folder)();
});

test("a taken sandbox port is refused by its number, also the second one", async () => {
  const port = await freePort();
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  await expect(requireFreePorts(port - 1)).rejects.toThrow(`Port ${port}, which the sandbox wants, is taken`);
  await expect(requireFreePorts(0)).resolves.toBeUndefined();
  server.close();
});

test("the sandbox stands in until an application is named", () => {
  expect(readSettings({}).sandboxPort).toBe(4400);
  const id = "c1a71500-0000-4000-8000-00000000c1a7";
  const own = { ENTRA_CLIENT_ID: id, ENTRA_CLIENT_SECRET: "R8x~own", ENTRA_TENANT: id };
  expect(readSettings(own).sandboxPort).toBeNull();
  expect(() => readSettings({ ENTRA_CLIENT_SECRET: "R8x~own" })).toThrow(/^ENTRA_CLIENT_ID: is missing/);
});

test("wrong settings are all named before anything starts", () => {
  expect(() => readSettings({ PORT: "http", SESSION_IDLE_MINUTES: "0" })).toThrow(
    /PORT: .*\nSESSION_IDLE_MINUTES: /,
  );
  expect(() => readSettings({ SANDBOX_PORT: "99999" })).toThrow(/^SANDBOX_PORT: must be a port number/);
});

test("the servers never learn the owner's address, nor the machine's own proxy while the sandbox is used", () => {
  const key = openSecrets(openDataFolder(temporary())).secretKey;
  const sandbox = {
    child: {} as never,
    accounts: [],
    env: {
      HTTPS_PROXY: "http://127.0.0.1:4400",
      ENTRA_CLIENT_ID: "c1a71500-0000-4000-8000-00000000c1a7",
      ENTRA_ALLOWED_TENANTS: "11111111-aaaa-4aaa-8aaa-000000000001",
      ENTRA_CLIENT_SECRET: "from-the-sandbox",
      ENTRA_AUTHORITY_HOST: "https://login.sandbox.internal",
    },
  };
  const source = { MIGRATION_DATABASE_URL: "postgresql://owner@h/d", https_proxy: "http://company:8080" };
  const env = serverEnvironment(source, "postgresql://clavis_app@h/d", key, sandbox);
  expect(env.MIGRATION_DATABASE_URL).toBeUndefined();
  expect(env.https_proxy).toBeUndefined();
  expect(env).toMatchObject({ HTTPS_PROXY: "http://127.0.0.1:4400", ROLE_PROPAGATION_SECONDS: "8" });
  expect(env.CLAVIS_SECRET_KEY).toBe(key);
});

test("a child's words are logged, its end is told, and its group goes with it", async () => {
  const logFolder = openDataFolder(temporary()).logs;
  const script = `const sleeper = require("child_process").spawn("sleep", ["60"], { stdio: "ignore" });
    console.log(sleeper.pid); setInterval(() => {}, 1000)`;
  const lines: string[] = [];
  const child = launchChild({
    name: "trial",
    args: ["-e", script],
    env: { PATH: process.env.PATH },
    logFolder,
    onLine: (line) => lines.push(line),
  });
  await expect.poll(() => lines).toHaveLength(1);
  await child.stop();
  expect(await child.ended).toBe("SIGTERM");
  expect(lastLines(child.logFile)).toBe(lines[0]);
  // Gone, or dead and waiting for init to notice.
  const state = () =>
    spawnSync("ps", ["-o", "stat=", "-p", lines[0] ?? ""], { encoding: "utf8" }).stdout.trim();
  await expect.poll(() => state().charAt(0)).toMatch(/^Z?$/);
});
