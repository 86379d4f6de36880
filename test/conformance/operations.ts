import { follow, isObject, type Json, type JsonObject } from "./documents";

export type Parameter = {
  place: string;
  name: string;
  required: boolean;
  schema: JsonObject;
  document: string;
};
export type Operation = {
  document: string;
  dataPlane: boolean;
  method: string;
  template: string;
  matcher: RegExp;
  pathNames: string[];
  /** How much of the path is spelt out: the more, the closer the match. */
  weight: number;
  parameters: Parameter[];
  responses: { [status: string]: { document: string; schema: Json | undefined } };
};

const METHODS = ["get", "put", "post", "patch", "delete", "head"];

/** Templates that fit any resource say nothing about one of them. */
const TOO_GENERAL = /^\/\{[^}]+\}$|\{parentResourcePath\}/;

function readParameter(documents: Map<string, JsonObject>, document: string, raw: Json): Parameter | null {
  const target =
    isObject(raw) && typeof raw.$ref === "string"
      ? follow(documents, document, raw.$ref)
      : { document, value: raw };
  const { value } = target;
  if (!isObject(value)) return null;
  const { schema } = value;
  const { in: place, name, required } = value;
  const limits = { ...value };
  for (const key of ["in", "name", "required", "description", "in"]) delete limits[key];
  return {
    place: String(place),
    name: String(name),
    required: required === true,
    schema: isObject(schema) ? schema : limits,
    document: target.document,
  };
}

function compileTemplate(template: string, parameters: Json[], dataPlane: boolean) {
  const wide = parameters.filter((one) => isObject(one) && one["x-ms-skip-url-encoding"] === true);
  const wideNames = wide.map((one) => (isObject(one) ? one.name : ""));
  const pathNames: string[] = [];
  // A version may be left out of an address of the data plane: that means the newest.
  const optional = dataPlane ? template.replace(/\/\{key-version\}/, "(?:/{key-version})?") : template;
  const source = optional.replace(/\{([^}]+)\}/g, (_all, name: string) => {
    pathNames.push(name);
    return wideNames.includes(name) ? "(.+)" : "([^/]*)";
  });
  return {
    matcher: new RegExp(`^${source.replaceAll(".", "\\.").replaceAll("(\\.+)", "(.+)")}/?$`, "i"),
    pathNames,
  };
}

/** Every operation of the documents that have paths. */
export function readOperations(documents: Map<string, JsonObject>): Operation[] {
  const found: Operation[] = [];
  for (const [document, body] of documents) {
    if (!isObject(body.paths)) continue;
    const dataPlane = document.includes("data-plane");
    for (const [template, item] of Object.entries(body.paths)) {
      if (!isObject(item) || TOO_GENERAL.test(template)) continue;
      for (const method of METHODS) {
        const operation = item[method];
        if (!isObject(operation)) continue;
        const listed = [item.parameters, operation.parameters].flatMap((one) =>
          Array.isArray(one) ? one : [],
        );
        const resolved = listed.map((one) =>
          isObject(one) && typeof one.$ref === "string"
            ? (follow(documents, document, one.$ref).value ?? one)
            : one,
        );
        const parameters = listed
          .map((one) => readParameter(documents, document, one))
          .filter((one) => one !== null);
        const responses: Operation["responses"] = {};
        for (const [status, response] of Object.entries(
          isObject(operation.responses) ? operation.responses : {},
        )) {
          responses[status] = { document, schema: isObject(response) ? response.schema : undefined };
        }
        const weight = template.replace(/\{[^}]+\}/g, "").length;
        const compiled = compileTemplate(template, resolved, dataPlane);
        found.push({ document, dataPlane, method, template, weight, parameters, responses, ...compiled });
      }
    }
  }
  return found;
}
