import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix, relative } from "node:path";
import { fileURLToPath } from "node:url";

export type Json = string | number | boolean | null | Json[] | { [name: string]: Json };
export type JsonObject = { [name: string]: Json };

const ROOT = fileURLToPath(new URL("../../../shared/azure-specs/specification/", import.meta.url));

/** Microsoft's API documents lie beside a checkout, never in it. */
export const hasDocuments = existsSync(ROOT);

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** All documents by their path below the folder of specifications. */
export function readDocuments(): Map<string, JsonObject> {
  const documents = new Map<string, JsonObject>();
  if (!hasDocuments) return documents;
  for (const entry of readdirSync(ROOT, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !entry.name.endsWith(".json")) continue;
    const path = join(entry.parentPath, entry.name);
    const parsed = JSON.parse(readFileSync(path, "utf8")) as JsonObject;
    documents.set(relative(ROOT, path).replaceAll("\\", "/"), parsed);
  }
  return documents;
}

/** What a reference in a document points at, with the document that it is in. */
export function follow(
  documents: Map<string, JsonObject>,
  from: string,
  reference: string,
): { document: string; value: Json | undefined } {
  const [file = "", pointer = ""] = reference.split("#");
  const document = file ? posix.normalize(posix.join(dirname(from), file)) : from;
  let value: Json | undefined = documents.get(document);
  for (const step of pointer.split("/").filter(Boolean)) {
    const name = decodeURIComponent(step).replaceAll("~1", "/").replaceAll("~0", "~");
    value = isObject(value) ? value[name] : undefined;
  }
  return { document, value };
}
