import { createHttpHeaders, createPipelineRequest, RestError } from "@azure/core-rest-pipeline";
import { describe, expect, test } from "vitest";
import { describeAzureError } from "./errors";

function restError(
  statusCode: number,
  error: object | string,
  headers: Record<string, string> = {},
): RestError {
  const request = createPipelineRequest({ url: "https://management.azure.com/" });
  const bodyAsText = typeof error === "string" ? error : JSON.stringify({ error });
  const response = { status: statusCode, request, headers: createHttpHeaders(headers), bodyAsText };
  return new RestError("from the SDK", { statusCode, request, response, code: "FromSdk" });
}

const failureOf = (error: unknown) => describeAzureError("azure")(error).failure;

describe("codes and kinds", () => {
  test.each([
    [401, { code: "Unauthorized" }, "unauthenticated", false],
    [401, { code: "InvalidAuthenticationTokenTenant" }, "unauthenticated", false],
    [403, { code: "AuthorizationFailed" }, "refused", false],
    [403, { code: "Forbidden", innererror: { code: "ForbiddenByRbac" } }, "refused", false],
    [400, { code: "ForbiddenByRbac" }, "refused", false],
    [403, { code: "Forbidden", innererror: { code: "ForbiddenByFirewall" } }, "blocked", false],
    [403, { code: "Forbidden", innererror: { code: "ForbiddenByConnection" } }, "blocked", false],
    [403, { code: "Forbidden", innererror: { code: "KeyDisabled" } }, "refused", false],
    [404, { code: "ResourceNotFound" }, "absent", false],
    [400, { code: "PrincipalNotFound" }, "absent", true],
    [409, { code: "VaultAlreadyExists" }, "conflict", false],
    [409, { code: "Conflict", innererror: { code: "ObjectIsDeletedButRecoverable" } }, "conflict", false],
    [409, { code: "Conflict", innererror: { code: "ObjectIsBeingRecovered" } }, "conflict", true],
    [409, { code: "ScopeLocked" }, "refused", false],
    [409, { code: "ReadOnlyDisabledSubscription" }, "refused", false],
    [400, { code: "BadRequest" }, "invalid", false],
    [429, { code: "Throttled" }, "throttled", true],
    [503, { code: "ServerBusy" }, "unavailable", true],
  ])("%i %o is %s, asking again helps: %s", (status, error, kind, retryable) => {
    const code = "innererror" in error ? error.innererror?.code : error.code;
    expect(failureOf(restError(status, { message: "why", ...error }))).toMatchObject({
      kind,
      retryable,
      status,
      code,
      message: "why",
    });
  });

  test("two who write at the same time may try again", () => {
    const message = "The vault changed from the point the operation began. Please serialize.";
    expect(failureOf(restError(409, { code: "ConflictError", message }))).toMatchObject({
      kind: "conflict",
      retryable: true,
    });
    const deleted = "A vault with the same name already exists in deleted state.";
    expect(failureOf(restError(409, { code: "ConflictError", message: deleted }))).toMatchObject({
      retryable: false,
    });
  });

  test("an answer that is no error of Azure's keeps what is known", () => {
    expect(failureOf(restError(502, "<html>Bad gateway</html>"))).toMatchObject({
      kind: "unavailable",
      status: 502,
      code: "FromSdk",
    });
  });
});

test("request id and Retry-After come along", () => {
  const headers = { "x-ms-request-id": "id-1", "retry-after": "17" };
  expect(failureOf(restError(429, { code: "TooManyRequests", message: "" }, headers))).toMatchObject({
    requestId: "id-1",
    retryAfterSeconds: 17,
  });
});

test("no token survives in a message", () => {
  const jwt = `eyJ${"a".repeat(30)}.${"b".repeat(30)}.${"c".repeat(10)}`;
  const message = `Bearer ${jwt} and client_secret=hunter22 and refresh_token: "0.AXYZ" \r\n end`;
  const failure = failureOf(restError(400, { code: "Bad", message }));
  expect(failure.message).not.toMatch(/hunter22|0\.AXYZ|eyJ/);
  expect(failure.message).toMatch(/end$/);
  expect(failureOf(restError(400, { code: "Bad", message: "x".repeat(5_000) })).message.length).toBe(2000);
});

test.each([
  [
    "refused connection",
    Object.assign(new Error("connect"), { code: "ECONNREFUSED" }),
    "unavailable",
    "ECONNREFUSED",
  ],
  [
    "unknown host",
    new TypeError("fetch failed", { cause: Object.assign(new Error("x"), { code: "ENOTFOUND" }) }),
    "unavailable",
    "ENOTFOUND",
  ],
  [
    "send error",
    new RestError("socket", { code: "REQUEST_SEND_ERROR" }),
    "unavailable",
    "REQUEST_SEND_ERROR",
  ],
  [
    "unreadable answer",
    new RestError("Unexpected token", { code: "PARSE_ERROR" }),
    "nonsense",
    "PARSE_ERROR",
  ],
  ["an SDK that stumbles", new TypeError("Cannot read properties of undefined"), "nonsense", null],
])("%s", (_name, error, kind, code) => {
  expect(failureOf(error)).toMatchObject({ kind, code, status: null, retryable: kind === "unavailable" });
});
