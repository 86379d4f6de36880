import "server-only";
import { createHmac } from "node:crypto";
import type { Message, PostMessage, PostOutcome } from "@/lib/cmk/channels/post-message";
import { logger } from "@/lib/logger";
import { networkCode, retryAfterSeconds } from "@/lib/vendor-call";

const LIMIT_MS = 10_000;
export const SIGNING_KEY_PREFIX = "whsec_";

/** The headers by which a receiver knows who sent it, and that it is new (https://www.standardwebhooks.com). */
export function signedHeaders(
  id: string,
  signingKey: string,
  body: string,
  at: Date,
): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const key = Buffer.from(signingKey.slice(SIGNING_KEY_PREFIX.length), "base64");
  const signature = createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64");
  return { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": `v1,${signature}` };
}

function judge(status: number, retryAfter: string | null): PostOutcome {
  const no = { ok: false, status, again: false, retryAfterSeconds: null } as const;
  const later = { ...no, again: true, retryAfterSeconds: retryAfterSeconds(retryAfter) };
  if (status >= 200 && status < 300) return { ok: true };
  if (status === 429) return { ...later, code: "throttled" };
  if (status >= 500 || status === 408) return { ...later, code: "unavailable" };
  if (status >= 300 && status < 400) return { ...no, code: "redirected" };
  return { ...no, code: status === 404 || status === 410 ? "gone" : "refused" };
}

/**
 * Posts one message, once, and says how that went; it never throws. A redirect is not followed: the address that was
 * allowed is the only one that is asked. What the receiver answers is not read.
 */
export const postMessage: PostMessage = async ({ id, address, signingKey, body }: Message) => {
  const headers = {
    "content-type": "application/json",
    ...(signingKey ? signedHeaders(id, signingKey, body, new Date()) : {}),
  };
  const signal = AbortSignal.timeout(LIMIT_MS);
  try {
    const answer = await fetch(address, { method: "POST", headers, body, signal, redirect: "manual" });
    await answer.body?.cancel();
    return judge(answer.status, answer.headers.get("retry-after"));
  } catch (error) {
    // Whoever knows the path of such an address can post to it: the log has the host alone.
    logger().warn({ code: networkCode(error), host: new URL(address).hostname }, "a message was not taken");
    return { ok: false, code: "unavailable", status: null, again: true, retryAfterSeconds: null };
  }
};
