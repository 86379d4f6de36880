import "server-only";
import { z } from "zod";
import { noteAnswer } from "@/lib/vendor-answers";
import { type CallLimits, callVendor } from "@/lib/vendor-call";
import { adobeFailure, describeAdobeError } from "./errors";
import { ANSWER_BYTES } from "./limits";

export type AdobeRequest<T> = {
  method: "GET" | "POST";
  url: string;
  headers: Record<string, string>;
  body?: string;
  limits: CallLimits;
  schema: z.ZodType<T>;
  /** What of a good answer the schema looks at; its JSON unless told. */
  read?: (response: Response, text: string) => unknown;
  /** How large an answer may be; ANSWER_BYTES unless told. */
  mostBytes?: number;
  signal?: AbortSignal;
};

/** Adobe's three forms of an error: the gateway's, a problem document, and OAuth's. */
const errorSchema = z.object({
  error_code: z.coerce.string().optional(),
  message: z.string().optional(),
  title: z.string().optional(),
  detail: z.string().optional(),
  error: z.string().optional(),
  error_description: z.string().optional(),
});

/**
 * The one way to Adobe: a time limit per attempt, bounded retries of what is throttled or unavailable, no
 * redirects, a size limit, and a schema for every answer. Throws VendorError.
 */
export function requestAdobe<T>(request: AdobeRequest<T>): Promise<T> {
  const { method, url, headers, body, limits } = request;
  return callVendor(
    { vendor: "adobe", limits, describe: describeAdobeError, signal: request.signal },
    async (signal) => {
      const response = await fetch(url, {
        method,
        headers: { accept: "application/json", ...headers },
        body,
        redirect: "manual",
        signal,
      });
      const text = await readText(response, request.mostBytes ?? ANSWER_BYTES);
      noteAnswer({ vendor: "adobe", method, address: url, status: response.status, body: text });
      if (!response.ok) throw refusal(response, parseJson(text));
      const parsed = request.schema.safeParse(request.read ? request.read(response, text) : parseJson(text));
      if (parsed.success) return parsed.data;
      const message = `Adobe's answer has another form than agreed: ${parsed.error.issues.map((issue) => issue.path.join(".")).join(", ")}`;
      throw adobeFailure(
        { status: null, code: null, message, requestId: response.headers.get("x-request-id") },
        parsed.error,
      );
    },
  );
}

function refusal(response: Response, answer: unknown) {
  const found = errorSchema.safeParse(answer).data ?? {};
  const message =
    found.detail ??
    found.message ??
    found.error_description ??
    found.title ??
    `Adobe answered ${response.status}.`;
  return adobeFailure({
    status: response.status,
    code: found.error_code ?? found.error ?? found.title ?? null,
    message,
    requestId: response.headers.get("x-request-id"),
    retryAfter: response.headers.get("retry-after"),
  });
}

/** The JSON of a text; undefined when it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function readText(response: Response, most: number): Promise<string> {
  if (!response.body) return "";
  const decoder = new TextDecoder();
  let bytes = 0;
  let text = "";
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    bytes += chunk.byteLength;
    if (bytes > most)
      throw adobeFailure({ status: null, code: "AnswerTooLarge", message: "Adobe's answer is too large." });
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
