import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { COMMAND_VARIABLES } from "../scripts/start/command-variables";
import { ENV_NAMES, parseEnv } from "./env";

const good = {
  DATABASE_URL: "postgresql://clavis_app:x@127.0.0.1:5432/clavis",
  CLAVIS_SECRET_KEY: randomBytes(32).toString("base64"),
  ENTRA_CLIENT_ID: "c1a71500-0000-4000-8000-00000000c1a7",
  ENTRA_CLIENT_SECRET: "R8x~a-secret-of-your-own",
  ENTRA_ALLOWED_TENANTS: "11111111-aaaa-4aaa-8aaa-000000000001",
};

function problemsOf(changes: Record<string, string | undefined>): string[] {
  const parsed = parseEnv({ ...good, ...changes });
  return parsed.ok ? [] : parsed.problems;
}

test("fills in what may be left out", () => {
  const parsed = parseEnv({ ...good, PORT: "4100", ALLOWED_ORIGINS: "https://clavis.example/, " });
  if (!parsed.ok) throw new Error(parsed.problems.join("\n"));
  expect(parsed.env.PUBLIC_URL).toBe("http://127.0.0.1:4100");
  expect(parsed.env.ALLOWED_ORIGINS).toEqual(["http://127.0.0.1:4100", "https://clavis.example"]);
  expect(parsed.env.CLAVIS_SECRET_KEY).toHaveLength(32);
  expect(parsed.env.ROLE_PROPAGATION_SECONDS).toBe(600);
});

test.each([
  [undefined, "https://login.microsoftonline.com", "https://management.azure.com", "vault.azure.net"],
  [
    "usgovernment",
    "https://login.microsoftonline.us",
    "https://management.usgovcloudapi.net",
    "vault.usgovcloudapi.net",
  ],
  [
    "china",
    "https://login.partner.microsoftonline.cn",
    "https://management.chinacloudapi.cn",
    "vault.azure.cn",
  ],
])("AZURE_CLOUD=%s brings its addresses, and single ones may differ", (cloud, authority, manager, suffix) => {
  const read = (changes: Record<string, string>) => {
    const parsed = parseEnv({ ...good, AZURE_CLOUD: cloud, ...changes });
    if (!parsed.ok) throw new Error(parsed.problems.join("\n"));
    return parsed.env;
  };
  expect(read({})).toMatchObject({
    ENTRA_AUTHORITY_HOST: authority,
    AZURE_RESOURCE_MANAGER_URL: manager,
    AZURE_KEY_VAULT_SUFFIX: suffix,
  });
  expect(read({ GRAPH_URL: "https://graph.example" })).toMatchObject({
    GRAPH_URL: "https://graph.example",
    AZURE_KEY_VAULT_SUFFIX: suffix,
  });
});

test("names every problem, one line each", () => {
  expect(
    problemsOf({ DATABASE_URL: "mysql://x", PORT: "0", ENTRA_CLIENT_ID: "", ENTRA_CLIENT_SECRET: "" }),
  ).toEqual([
    "DATABASE_URL: must be an address that starts with postgres:// or postgresql://",
    "PORT: must be a port number from 1 to 65535",
    "ENTRA_CLIENT_ID: is missing",
  ]);
  expect(problemsOf({ ENTRA_CLIENT_SECRET: "" })).toEqual([
    "ENTRA_CLIENT_SECRET: give either this or ENTRA_CLIENT_CERTIFICATE_FILE",
  ]);
});

test.each([
  ["short", Buffer.from("short").toString("base64")],
  ["zeros", Buffer.alloc(32).toString("base64")],
  ["typed text", Buffer.from("0123456789abcdefghijklmnopqrstuv").toString("base64")],
  ["not base64", "change-me-please-change-me-please"],
])("refuses a secret key that is not random: %s", (_, key) => {
  expect(problemsOf({ CLAVIS_SECRET_KEY: key })).toEqual([
    expect.stringMatching(/^CLAVIS_SECRET_KEY: must be 32/),
  ]);
});

test.each([
  ["PUBLIC_URL", "http://clavis.example"],
  ["ENTRA_CLIENT_SECRET", "sandbox-clavis-client-secret-not-for-real-use"],
  ["CLAVIS_SECRET_KEY_FILE", "/nowhere/key"],
  ["SESSION_IDLE_MINUTES", "721"],
  ["AZURE_KEY_VAULT_SUFFIX", "https://vault.azure.net"],
  ["AZURE_CLOUD", "germany"],
  ["ENTRA_ALLOWED_TENANTS", ""],
  ["ENTRA_ALLOWED_TENANTS", "contoso.example"],
])("refuses %s=%s", (name, value) => {
  const withoutKey = name === "CLAVIS_SECRET_KEY_FILE" ? { CLAVIS_SECRET_KEY: "" } : {};
  expect(problemsOf({ ...withoutKey, [name]: value })[0]).toMatch(new RegExp(`^${name}: `));
});

test(".env.example documents every variable and no other", () => {
  const text = readFileSync(new URL("../.env.example", import.meta.url), "utf8");
  const documented = [...text.matchAll(/^#? ?([A-Z][A-Z0-9_]+)=/gm)].map((match) => match[1]);
  expect(documented.toSorted()).toEqual([...ENV_NAMES, ...COMMAND_VARIABLES].toSorted());
});
