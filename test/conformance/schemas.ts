import { Ajv2019, type ErrorObject, type ValidateFunction } from "ajv/dist/2019.js";
import { isObject, type Json, type JsonObject } from "./documents";

export type Direction = "request" | "response";

const FORMATS = {
  "date-time": /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/i,
  uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
  base64url: /^[A-Za-z0-9_-]*={0,2}$/,
  duration: /^P/,
  int32: true,
  int64: true,
  unixtime: true,
} as const;

/** Names of definitions that others extend: those may not forbid further properties. */
function extendedNames(value: Json, names = new Set<string>()): Set<string> {
  if (Array.isArray(value)) for (const one of value) extendedNames(one, names);
  if (!isObject(value)) return names;
  if (Array.isArray(value.allOf)) {
    for (const one of value.allOf) {
      if (isObject(one) && typeof one.$ref === "string") names.add(one.$ref.split("/").at(-1) ?? "");
    }
  }
  for (const one of Object.values(value)) extendedNames(one, names);
  return names;
}

const LEFT_OUT = ["x-ms-examples", "example", "examples", "discriminator", "title", "xml", "description"];
/** Keywords whose parts are named by the document, not by JSON Schema. */
const MAPS = ["properties", "definitions"];

function requiredNow(value: JsonObject, direction: Direction): Json[] {
  const names = Array.isArray(value.required) ? value.required : [];
  const properties = isObject(value.properties) ? value.properties : {};
  return names.filter((name) => {
    // The last page of a list has no nextLink, even where the documents call it required.
    if (direction === "response") return name !== "nextLink";
    const property = properties[String(name)];
    return !(isObject(property) && property.readOnly === true);
  });
}

/** Swagger's dialect in JSON Schema's words, as strict as the direction allows. */
function convert(value: Json, direction: Direction): Json {
  if (Array.isArray(value)) return value.map((one) => convert(one, direction));
  if (!isObject(value)) return value;
  const result: JsonObject = {};
  for (const [name, part] of Object.entries(value)) {
    if (LEFT_OUT.includes(name)) continue;
    result[name] =
      MAPS.includes(name) && isObject(part)
        ? Object.fromEntries(Object.entries(part).map(([key, one]) => [key, convert(one, direction)]))
        : convert(part, direction);
  }
  if (Array.isArray(value.required)) result.required = requiredNow(value, direction);
  if (isObject(value.properties) && value.type === undefined) result.type = "object";
  // An open enumeration may gain values: answers are free to use them, requests are not.
  const named = value["x-ms-enum"];
  if (direction === "response" && isObject(named) && named.modelAsString === true) delete result.enum;
  if (value["x-nullable"] === true) {
    delete result["x-nullable"];
    return { anyOf: [result, { type: "null" }] };
  }
  return result;
}

/** Requests may not carry properties that nobody declared: a typing error would go unnoticed otherwise. */
function closeDefinitions(document: JsonObject, extended: Set<string>): void {
  if (!isObject(document.definitions)) return;
  for (const [name, definition] of Object.entries(document.definitions)) {
    if (!isObject(definition) || extended.has(name) || definition.additionalProperties !== undefined)
      continue;
    if (definition.properties === undefined && definition.allOf === undefined) continue;
    definition.unevaluatedProperties = false;
  }
}

/** References of a schema that stands on its own, spelt out from the document it was in. */
function absolute(value: Json, base: string): Json {
  if (Array.isArray(value)) return value.map((one) => absolute(one, base));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [
      name,
      name === "$ref" && typeof part === "string" ? new URL(part, base).href : absolute(part, base),
    ]),
  );
}

/** Validators for schemas inside the documents, each made once. */
export function createSchemas(documents: Map<string, JsonObject>) {
  const ajv = new Ajv2019({ strict: false, allErrors: true, formats: FORMATS, logger: false });
  const extended = extendedNames([...documents.values()]);
  for (const direction of ["request", "response"] as const) {
    for (const [path, document] of documents) {
      const converted = convert({ definitions: document.definitions ?? {} }, direction) as JsonObject;
      if (direction === "request") closeDefinitions(converted, extended);
      ajv.addSchema({ ...converted, $id: `https://${direction}.invalid/${path}` });
    }
  }
  const made = new Map<string, ValidateFunction>();
  return (schema: Json, document: string, direction: Direction): ValidateFunction => {
    const key = `${direction} ${document} ${JSON.stringify(schema)}`;
    const known = made.get(key);
    if (known) return known;
    const base = `https://${direction}.invalid/${document}`;
    const validator = ajv.compile(absolute(convert(schema, direction), base) as JsonObject);
    made.set(key, validator);
    return validator;
  };
}

/** One sentence for each thing that is wrong. */
export function sentences(errors: ErrorObject[] | null | undefined, where: string): string[] {
  return (errors ?? []).map((error) => {
    const detail = error.params.unevaluatedProperty ?? error.params.allowedValues ?? "";
    return `${where}${error.instancePath} ${error.message} ${String(detail)}`.trim();
  });
}
