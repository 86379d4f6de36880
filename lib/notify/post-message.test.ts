import { createHmac, randomBytes } from "node:crypto";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, it } from "vitest";
import { postMessage, signedHeaders } from "./post-message";

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

async function listen(answer: RequestListener): Promise<string> {
  const listening = createServer(answer);
  server = listening;
  await new Promise<void>((resolve) => listening.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(listening.address() as AddressInfo).port}/hook`;
}
const message = { id: "msg-1", signingKey: null, body: '{"a":1}' };

it("posts the body as it is, signed so that the receiver can check it", async () => {
  const signingKey = `whsec_${randomBytes(32).toString("base64")}`;
  let seen: { headers: NodeJS.Dict<string | string[]>; body: string; method?: string } | undefined;
  const address = await listen((request, response) => {
    let body = "";
    request.on("data", (piece) => {
      body += String(piece);
    });
    request.on("end", () => {
      seen = { headers: request.headers, body, method: request.method };
      response.writeHead(204).end();
    });
  });
  expect(await postMessage({ ...message, address, signingKey })).toEqual({ ok: true });
  const { "webhook-id": id, "webhook-timestamp": at, "webhook-signature": signature } = seen?.headers ?? {};
  expect(seen).toMatchObject({ method: "POST", body: message.body });
  expect(id).toBe("msg-1");
  expect(Math.abs(Number(at) - Date.now() / 1000)).toBeLessThan(10);
  const key = Buffer.from(signingKey.slice(6), "base64");
  const expected = createHmac("sha256", key).update(`${id}.${at}.${seen?.body}`).digest("base64");
  expect(signature).toBe(`v1,${expected}`);
});

it("signs as the published example of Standard Webhooks does", () => {
  const headers = signedHeaders(
    "msg_p5jXN8AQM9LWM0D4loKWxJek",
    "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
    '{"test": 2432232314}',
    new Date(1614265330 * 1000),
  );
  expect(headers["webhook-signature"]).toBe("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
});

it.each([
  [200, {}, { ok: true }],
  [429, { "retry-after": "7" }, { code: "throttled", again: true, retryAfterSeconds: 7 }],
  [503, {}, { code: "unavailable", again: true }],
  [408, {}, { code: "unavailable", again: true }],
  [302, { location: "/elsewhere" }, { code: "redirected", again: false }],
  [400, {}, { code: "refused", again: false }],
  [403, {}, { code: "refused", again: false }],
  [404, {}, { code: "gone", again: false }],
  [410, {}, { code: "gone", again: false }],
])("says what an answer of %i means, and follows nothing", async (status, headers, expected) => {
  const asked: string[] = [];
  const address = await listen((request, response) => {
    asked.push(request.url ?? "");
    response.writeHead(status, headers).end("no");
  });
  expect(await postMessage({ ...message, address })).toMatchObject(expected);
  expect(asked).toEqual(["/hook"]);
});

it("never throws: a connection that is cut off, or none at all, is tried again later", async () => {
  const address = await listen((request) => request.socket.destroy());
  const later = { ok: false, code: "unavailable", status: null, again: true };
  expect(await postMessage({ ...message, address })).toMatchObject(later);
  server?.close();
  expect(await postMessage({ ...message, address: "http://127.0.0.1:1/x" })).toMatchObject(later);
});
