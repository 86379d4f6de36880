import { randomUUID } from "node:crypto";
import { json } from "../core/reply";
import type { SandboxReply } from "../core/types";

/** An error of Adobe's gateway: the code is text, its first three digits are the status. */
export function gatewayError(code: string, message: string): SandboxReply {
  return json(Number(code.slice(0, 3)), { error_code: code, message }, { "x-request-id": randomUUID() });
}

/** A problem document, as the services behind the gateway answer. */
export function problem(status: number, title: string, detail: string): SandboxReply {
  const type = `http://www.adobe.com/markets/exchange/errors/${title}`;
  return json(
    status,
    { type, status, title, detail },
    { "content-type": "application/problem+json", "x-request-id": randomUUID() },
  );
}

/** A good answer. */
export function adobeJson(status: number, body: object): SandboxReply {
  return json(status, body, { "x-request-id": randomUUID() });
}
