import { existsSync, linkSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../scripts/root";

type Manifest = { dependencies?: Record<string, string>; optionalDependencies?: Record<string, string> };

function linkFolder(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    if (entry.isDirectory()) linkFolder(join(from, entry.name), join(to, entry.name));
    else if (entry.isFile()) linkSync(join(from, entry.name), join(to, entry.name));
  }
}

/** Gives a folder packages of its own, with all they depend on, by hard links: a project apart, of the same versions. */
export function linkPackages(names: string[], folder: string): void {
  const linked = new Set<string>();
  const visit = (name: string) => {
    const from = join(root, "node_modules", name);
    if (linked.has(name) || !existsSync(from)) return;
    linked.add(name);
    linkFolder(from, join(folder, "node_modules", name));
    const manifest = JSON.parse(readFileSync(join(from, "package.json"), "utf8")) as Manifest;
    Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies }).forEach(visit);
  };
  names.forEach(visit);
}
