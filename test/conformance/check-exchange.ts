import { hasDocuments, readDocuments } from "./documents";
import { type Operation, readOperations } from "./operations";
import { createSchemas, sentences } from "./schemas";

/** One request and its answer, as the sandbox's log keeps them with recording on. */
export type Exchange = {
  method: string;
  host: string;
  path: string;
  query: string;
  status: number;
  requestBody?: string;
  responseBody?: string;
};

export { hasDocuments };

const documents = readDocuments();
const operations = readOperations(documents);
const schemaOf = createSchemas(documents);

/** What the documents speak of; of anything else nothing can be said. */
const COVERED = [
  /^management\.azure\.com\/subscriptions(\/[^/]+)?\/?$/i,
  /^management\.azure\.com\/tenants$/i,
  /^management\.azure\.com\/subscriptions\/[^/]+\/resourceGroups(\/[^/]+)?\/?$/i,
  /\/providers\/Microsoft\.KeyVault\/(?!.*operationResults)(?!managedHSMs)/i,
  /\/providers\/Microsoft\.Authorization\/(roleAssignments|roleDefinitions|denyAssignments)(\/|$)/i,
  /\/providers\/Microsoft\.Insights\/diagnosticSettings(\/|$)/i,
  /\.vault\.azure\.net\/(deleted)?keys(\/|$)/i,
];
/** Below a vault these belong to other documents. */
const ELSEWHERE =
  /\/providers\/Microsoft\.Authorization\/(locks|permissions|role\w*Schedule\w*)|diagnosticSettingsCategories/i;

function candidates(exchange: Exchange): Operation[] {
  const dataPlane = exchange.host.endsWith(".vault.azure.net");
  const path = exchange.path.replace(/\/{2,}/g, "/");
  const fitting = operations.filter(
    (one) =>
      one.dataPlane === dataPlane && one.method === exchange.method.toLowerCase() && one.matcher.test(path),
  );
  const best = Math.max(...fitting.map((one) => one.weight));
  return fitting.filter((one) => one.weight === best);
}

function parse(text: string | undefined): unknown {
  if (!text) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function pathProblems(operation: Operation, exchange: Exchange): string[] {
  const values = operation.matcher.exec(exchange.path.replace(/\/{2,}/g, "/"))?.slice(1) ?? [];
  return operation.pathNames.flatMap((name, index) => {
    const value = values[index];
    const parameter = operation.parameters.find((one) => one.place === "path" && one.name === name);
    if (!value || !parameter) return [];
    const validate = schemaOf(parameter.schema, parameter.document, "request");
    return validate(decodeURIComponent(value)) ? [] : sentences(validate.errors, `path parameter ${name}`);
  });
}

function requestProblems(operation: Operation, exchange: Exchange): string[] {
  const query = new URLSearchParams(exchange.query);
  const missing = operation.parameters
    .filter((one) => one.place === "query" && one.required && !query.has(one.name))
    .map((one) => `query parameter ${one.name} is missing`);
  const body = operation.parameters.find((one) => one.place === "body");
  if (!body || exchange.requestBody === undefined) return missing;
  const sent = parse(exchange.requestBody);
  if (sent === undefined) return body.required ? [...missing, "the request has no body"] : missing;
  const validate = schemaOf(body.schema, body.document, "request");
  return validate(sent) ? missing : [...missing, ...sentences(validate.errors, "request")];
}

/** The services write null for what is not set, and the documents know no null: it counts as absent. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value).filter(([, part]) => part !== null);
  return Object.fromEntries(kept.map(([name, part]) => [name, withoutNulls(part)]));
}

function responseProblems(operation: Operation, exchange: Exchange): string[] {
  const listed = operation.responses[String(exchange.status)];
  const response = listed ?? (exchange.status >= 400 ? operation.responses.default : undefined);
  if (!response) return exchange.status >= 400 ? [] : [`status ${exchange.status} is not described`];
  if (exchange.responseBody === undefined || response.schema === undefined) return [];
  const answered = withoutNulls(parse(exchange.responseBody));
  if (answered === undefined) return exchange.method === "HEAD" ? [] : ["the answer has no body"];
  const validate = schemaOf(response.schema, response.document, "response");
  return validate(answered) ? [] : sentences(validate.errors, "response");
}

/**
 * What in an exchange does not fit Microsoft's own description of the API; empty when all fits, when the
 * documents do not speak of it, or when they are not there. Requests that were refused are not looked at:
 * tests send wrong ones on purpose.
 */
export function checkExchange(exchange: Exchange): string[] {
  const address = exchange.host + exchange.path;
  if (!hasDocuments || exchange.status === 0) return [];
  if (ELSEWHERE.test(address) || !COVERED.some((one) => one.test(address))) return [];
  const fitting = candidates(exchange);
  const what = `${exchange.method} ${address} -> ${exchange.status}`;
  if (fitting.length === 0) {
    return exchange.status < 400 ? [`${what}: no operation is described for this path and method`] : [];
  }
  const accepted = exchange.status < 400;
  const attempts = fitting.map((operation) => [
    ...(accepted ? [...pathProblems(operation, exchange), ...requestProblems(operation, exchange)] : []),
    ...responseProblems(operation, exchange),
  ]);
  const [fewest = []] = attempts.sort((a, b) => a.length - b.length);
  return fewest.map((problem) => `${what}: ${problem}`);
}
