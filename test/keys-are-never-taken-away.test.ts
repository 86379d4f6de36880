import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, expectTypeOf, it } from "vitest";
import { ROUTE_MODULES } from "@/app/api/v1/registry";
import type { Operation } from "@/lib/cmk/plan";
import { definitionsOf } from "@/lib/server/openapi/definitions-of";

/** Clavis never disables or deletes a key or a vault: nothing it could plan, call, offer or print does so. */

const root = new URL("../", import.meta.url).pathname;
const read = (path: string) => readFileSync(root + path, "utf8");
const TAKES_AWAY = /delete|disable|purge|revoke|destroy|expire/i;

function sources(folder: string, ending = /\.tsx?$/): [path: string, text: string][] {
  return readdirSync(root + folder, { recursive: true, encoding: "utf8" })
    .filter((file) => ending.test(file) && !/\.test\.|generated/.test(file))
    .map((file) => [`${folder}/${file}`, read(`${folder}/${file}`)]);
}

describe("no operation", () => {
  const names = [
    ...new Set([...read("lib/cmk/plan.ts").matchAll(/\bop: "([a-z-]+)"/g)].map(([, name]) => name ?? "")),
  ];

  it("takes a key or a vault away", () => {
    expect(names).toEqual(expect.arrayContaining(["create-key", "update-key", "submit-key"]));
    expect(names.filter((name) => TAKES_AWAY.test(name))).toEqual([]);
    // What may be taken away is a right that points at nobody, never the key.
    const takers = names.filter((name) => /remove|clear|drop/.test(name));
    expect(takers.filter((name) => /key|vault/.test(name))).toEqual([]);
  });

  it("can set a key to disabled, or give it an end", () => {
    type UpdateKey = Extract<Operation, { op: "update-key" }>;
    expectTypeOf<UpdateKey["enabled"]>().toEqualTypeOf<true | undefined>();
  });
});

it("no method of the clients takes a key or a vault away", () => {
  const methods = [...read("lib/azure/ports.ts").matchAll(/^ {2}(\w+)\(/gm)].map(([, name]) => name ?? "");
  expect(methods.length).toBeGreaterThan(15);
  // Asking what was deleted is reading.
  const changing = methods.filter((name) => !/^(get|list|check)/.test(name));
  expect(changing.filter((name) => TAKES_AWAY.test(name))).toEqual([]);
});

it("no code near the vendors calls what deletes or purges, or disables", () => {
  const CALLS =
    /\b(beginDeleteKey|deleteKey|purgeDeletedKey|beginDelete|purgeDeleted|beginPurgeDeleted|vaults\.delete\w*|keys\.delete\w*)\b|enabled: false|\benabled = false/;
  const found = ["lib/azure", "lib/adobe", "lib/steps"].flatMap((folder) =>
    sources(folder).flatMap(([path, text]) => (CALLS.test(text) ? [path] : [])),
  );
  expect(found).toEqual([]);
  expect(CALLS.test("await client.beginDeleteKey(name)")).toBe(true);
});

it("no script that Clavis writes does", () => {
  const SCRIPTS =
    /key(vault)? (key )?(delete|purge)|Remove-AzKeyVault(Key)?\b|--enabled false|-Enable \$false|set-attributes[^\n]*false/i;
  const found = sources("lib/render", /\.(ts|sh|ps1|bicep|tf|txt)$/).flatMap(([path, text]) =>
    SCRIPTS.test(text) ? [path] : [],
  );
  expect(found).toEqual([]);
  expect(SCRIPTS.test("az keyvault key delete --name k")).toBe(true);
});

it("no address of the API does", () => {
  const routes = definitionsOf(ROUTE_MODULES);
  const named = routes.filter(({ path }) => TAKES_AWAY.test(path)).map(({ path }) => path);
  expect(named).toEqual([]);
  const deleting = routes
    .filter(({ method }) => method === "DELETE")
    .map(({ path }) => path.split("/").at(-1));
  expect(deleting.filter((last) => /key|vault/.test(last ?? ""))).toEqual([]);
  expect(deleting).toEqual(expect.arrayContaining(["approval", "statements"]));
});
