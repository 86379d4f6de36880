import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";

type Tree = { rootNode: { hasError: boolean; toString(): string } };
type TreeSitter = {
  Parser: {
    new (): { setLanguage(language: unknown): void; parse(text: string): Tree };
    init(): Promise<void>;
  };
  Language: { load(file: string): Promise<unknown> };
};
type Hcl = { parse(filename: string, text: string): Promise<Record<string, unknown>> };

// Grammars as WebAssembly: nothing is built or fetched at installation.
const load = createRequire(import.meta.url);
const GOLDEN = join(import.meta.dirname, "golden");
const texts = (format: string) =>
  readdirSync(GOLDEN)
    .filter((name) => name.endsWith(`.${format}.txt`))
    .map((name): [string, string] => [name, readFileSync(join(GOLDEN, name), "utf8")]);

describe("Bicep", () => {
  let parse: (text: string) => Tree;
  beforeAll(async () => {
    const { Parser, Language } = load("web-tree-sitter") as TreeSitter;
    await Parser.init();
    const parser = new Parser();
    parser.setLanguage(await Language.load(load.resolve("tree-sitter-bicep/tree-sitter-bicep.wasm")));
    parse = (text) => parser.parse(text);
  });

  it.each(texts("bicep"))("%s parses", (_name, text) => {
    expect(parse(text).rootNode.hasError).toBe(false);
  });

  it("a file that makes things is read as resources, and a broken one is not let through", () => {
    const [, text = ""] = texts("bicep").find(([name]) => name.startsWith("create.")) ?? [];
    expect(parse(text).rootNode.toString()).toContain("resource_declaration");
    expect(parse(text.replace("= {", "= [")).rootNode.hasError).toBe(true);
  });
});

describe("Terraform", () => {
  const hcl = () => load("@cdktn/hcl2json") as Hcl;

  it.each(texts("terraform"))("%s parses", async (name, text) => {
    expect(await hcl().parse(name, text)).toBeTypeOf("object");
  });

  it("a file that makes things is read as resources, and a broken one is not let through", async () => {
    const [name = "", text = ""] = texts("terraform").find(([file]) => file.startsWith("create.")) ?? [];
    const { resource } = await hcl().parse(name, text);
    expect(Object.keys(resource as object)).toEqual(
      expect.arrayContaining(["azurerm_key_vault", "azurerm_role_assignment", "azapi_resource"]),
    );
    await expect(hcl().parse(name, text.replace("{", "["))).rejects.toThrow();
  });
});
