import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { AZURE_CLOUDS } from "./azure-clouds";

const root = new URL("../../", import.meta.url).pathname;
const hosts = Object.values(AZURE_CLOUDS).flatMap(
  ({ vaultSuffix, hsmSuffix, region: _region, tools: _tools, ...addresses }) => [
    ...Object.values(addresses).map((address) => new URL(address).host),
    vaultSuffix,
    hsmSuffix,
  ],
);

test("no address of any cloud is spelt anywhere but in the table", () => {
  const files = ["app", "components", "lib"].flatMap((folder) =>
    readdirSync(root + folder, { recursive: true, encoding: "utf8" }).map((file) => `${folder}/${file}`),
  );
  const sources = files.filter(
    (file) =>
      /\.tsx?$/.test(file) && !/\.test\.tsx?$|\/generated\//.test(file) && file !== "lib/cmk/azure-clouds.ts",
  );
  expect(sources.length).toBeGreaterThan(200);
  const found = sources.flatMap((file) => {
    // Comments may give examples.
    const code = readFileSync(root + file, "utf8").replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "");
    return hosts.filter((host) => code.includes(host)).map((host) => `${file}: ${host}`);
  });
  expect(found).toEqual([]);
});

test("the clouds have nothing in common", () => {
  expect(new Set(hosts).size).toBe(hosts.length);
});
