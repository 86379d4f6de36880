import { readFileSync } from "node:fs";
import type { AddressInfo, Server } from "node:net";
import { createServer } from "node:net";
import { rootCertificates } from "node:tls";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startTestSandbox } from "@/test/sandbox";
import { sendSyslog } from "./send-syslog";

let sandbox: Awaited<ReturnType<typeof startTestSandbox>>;
let ca = "";
beforeAll(async () => {
  sandbox = await startTestSandbox();
  ca = readFileSync(sandbox.caPath, "utf8");
}, 60_000);
afterAll(() => sandbox.stop());

const message = (n: number, text = "x") =>
  `<109>1 2026-01-01T00:00:00.000Z console clavis - choice.saved [meta sequenceId="${n}"] \ufeff{"a":"${text}"}`;
const to = (more: object = {}) => ({ host: "localhost", port: sandbox.siemPort, caCertificate: ca, ...more });
const taken = () => (sandbox.world.state.syslog ?? []).map(({ raw }) => raw);

it("sends all in order, more than a socket holds at once", async () => {
  const big = "é".repeat(20_000);
  const all = Array.from({ length: 300 }, (_, n) => message(n + 1, big));
  expect(await sendSyslog(to(), all)).toEqual({ ok: true });
  expect(taken()).toEqual(all);
}, 60_000);

it("takes no receiver whose certificate is another authority's, or another host's", async () => {
  const before = taken().length;
  expect(await sendSyslog(to({ caCertificate: rootCertificates[0] ?? "" }), [message(1)])).toEqual({
    ok: false,
    code: "certificate",
  });
  expect(await sendSyslog(to({ host: "127.0.0.1" }), [message(1)])).toEqual({
    ok: false,
    code: "certificate",
  });
  expect(taken()).toHaveLength(before);
});

it("counts nothing as taken that was cut off, refused, or spoken to somebody else", async () => {
  expect(await sendSyslog(to({ port: 1 }), [message(1)])).toEqual({ ok: false, code: "unavailable" });
  const more = Array.from({ length: 300 }, (_, n) => message(n + 1, "x".repeat(40_000)));
  expect(await sendSyslog(to(), ["no syslog", ...more])).toEqual({ ok: false, code: "unavailable" });
  const plain: Server = createServer((socket) => socket.end("hello"));
  await new Promise<void>((resolve) => plain.listen(0, "127.0.0.1", resolve));
  const { port } = plain.address() as AddressInfo;
  expect(await sendSyslog(to({ port }), [message(1)])).toEqual({ ok: false, code: "refused" });
  plain.close();
});
