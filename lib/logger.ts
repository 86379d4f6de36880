import "server-only";
import pino, { type Logger } from "pino";
import { env } from "./env";

const SECRET_NAMES = [
  "secret",
  "clientSecret",
  "client_secret",
  "password",
  "token",
  "accessToken",
  "access_token",
  "refreshToken",
  "refresh_token",
  "id_token",
  "assertion",
  "client_assertion",
  "authorization",
  "Authorization",
  "cookie",
  "set-cookie",
  "x-api-key",
  "ciphertext",
  "privateKey",
  "code_verifier",
];

/** Three levels deep: deeper things are not logged (a vendor's answer never is). */
const paths = SECRET_NAMES.flatMap((name) => ["", "*.", "*.*."].map((prefix) => `${prefix}["${name}"]`)).map(
  (path) => path.replace(".[", "["),
);

const BEARER = /\b(Bearer|Basic)\s+[\w.~+/=-]{8,}/gi;
const JWT = /\beyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]*/g;

/** Takes tokens out of free text, such as a vendor's error message. */
export function withoutTokens(text: string): string {
  return text.replace(BEARER, "$1 [removed]").replace(JWT, "[removed]");
}

/** Builds a logger that writes one JSON object per line to the destination (standard output when left out). */
export function createLogger(level: string, destination?: { write(line: string): void }): Logger {
  const options = {
    level,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    redact: { paths, censor: "[removed]" },
    serializers: { err: describeError },
    hooks: {
      logMethod(this: Logger, args: Parameters<pino.LogFn>, method: pino.LogFn) {
        const cleaned = args.map((arg) => (typeof arg === "string" ? withoutTokens(arg) : arg));
        method.apply(this, cleaned as Parameters<pino.LogFn>);
      },
    },
  };
  return destination ? pino(options, destination) : pino(options);
}

/** Name, message, code and stack of an error and of what caused it; its other properties may hold answers. */
function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: withoutTokens(String(error)) };
  return {
    name: error.name,
    message: withoutTokens(error.message),
    code: (error as { code?: unknown }).code,
    stack: error.stack && withoutTokens(error.stack),
    cause: error.cause === undefined ? undefined : describeError(error.cause),
  };
}

let cached: Logger | undefined;

/** The logger of this process. Pass errors as `err`: `logger().error({ err, correlationId }, "what failed")`. */
export function logger(): Logger {
  cached ??= createLogger(env().LOG_LEVEL);
  return cached;
}
