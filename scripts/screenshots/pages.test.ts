import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { root } from "../root";
import { isLook, looksOf, SHOTS } from "./pages";

const PLACES = {
  contoso: "org-1",
  northwind: "org-2",
  fabrikam: "org-3",
  alert: "alert-1",
  finding: "finding-1",
  event: "event-1",
  handOver: "/hand-over/token",
  statusPage: "/status/token",
  person: "person-1",
};

/** Every address that app/ draws a page at, with its parameters in brackets: /organisations/[org]/alerts. */
function pagesOfApp(): string[] {
  return readdirSync(join(root, "app"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith("page.tsx"))
    .map((file) => `/${dirname(file)}`.replace(/\/\([^)]*\)/g, "").replace("/.", "/") || "/");
}

const parameters = (pattern: string) => pattern.split("[").length;

/** Which page answers an address: as Next chooses, a name before a parameter. */
function pageOf(path: string, pages: string[]): string | undefined {
  return pages
    .filter((page) => new RegExp(`^${page.replace(/\[\w+\]/g, "[^/]+")}$`).test(path))
    .sort((one, other) => parameters(one) - parameters(other))[0];
}

describe("the list of pages", () => {
  const paths = SHOTS.map(({ path }) => path(PLACES).split("?")[0] ?? "");

  it("has every page of app/ but the front door, which only sends on", () => {
    const pages = pagesOfApp();
    expect(pages.length).toBeGreaterThan(40);
    const shown = new Set(paths.map((path) => pageOf(path, pages)));
    expect(pages.filter((page) => page !== "/" && !shown.has(page))).toEqual([]);
  });

  it("names each picture once", () => {
    const names = SHOTS.map(({ name }) => name);
    expect(names).toEqual([...new Set(names)]);
  });

  it("takes all looks, or those asked for", () => {
    expect(looksOf([])).toHaveLength(12);
    expect(looksOf(["phone", "dark", "fr"])).toEqual([{ size: "phone", theme: "dark", language: "fr" }]);
    expect(looksOf(["phone-dark-fr", "desktop-light-en"])).toHaveLength(2);
    expect(["step-vault", "fr"].filter(isLook)).toEqual(["fr"]);
  });
});
