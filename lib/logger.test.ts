import { expect, test } from "vitest";
import { createLogger } from "./logger";

function logged(write: (log: ReturnType<typeof createLogger>) => void): string {
  const lines: string[] = [];
  write(createLogger("info", { write: (line) => void lines.push(line) }));
  return lines.join("");
}

const TOKEN = "eyJhbGciOiJSUzI1NiJ9.eyJhdWQiOiJhIn0.c2lnbmF0dXJl";

test.each<[string, Record<string, unknown>]>([
  ["by name", { clientSecret: "hush-hush-1" }],
  ["one level down", { credential: { client_secret: "hush-hush-1" } }],
  ["two levels down", { request: { headers: { authorization: "hush-hush-1" } } }],
])("secrets are removed %s", (_, fields) => {
  const line = logged((log) => log.info(fields, "something"));
  expect(line).toContain("something");
  expect(line).not.toContain("hush-hush-1");
});

test("tokens are removed from messages, errors and their causes", () => {
  const err = new Error(`refused: Bearer ${TOKEN}`, { cause: new Error(`sent ${TOKEN}`) });
  const line = logged((log) => log.error({ err }, `call with Bearer ${TOKEN} failed`));
  expect(line).toContain("refused");
  expect(line).not.toContain(TOKEN);
});

test("an error's own properties, which may hold a vendor's answer, are left out", () => {
  const err = Object.assign(new Error("refused"), { response: { body: "hush-hush-1" }, code: "E1" });
  const line = logged((log) => log.error({ err }, "failed"));
  expect(line).toContain("E1");
  expect(line).not.toContain("hush-hush-1");
});
