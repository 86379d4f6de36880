import { once } from "node:events";
import { readFileSync } from "node:fs";
import { connect } from "node:tls";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Sandbox, startSandbox } from "../start";
import { parseSyslog, takeFrames } from "./frames";

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ memory: true });
});
afterAll(() => sandbox.stop());

async function send(bytes: string): Promise<void> {
  const socket = connect({
    host: "localhost",
    port: sandbox.siemPort,
    servername: "localhost",
    ca: readFileSync(sandbox.caPath),
  });
  socket.on("error", () => undefined);
  await once(socket, "secureConnect");
  socket.resume();
  socket.end(bytes);
  await once(socket, "close");
}
const MESSAGE =
  '<109>1 2026-01-01T00:00:00.000Z console clavis - choice.saved [meta sequenceId="1"] \ufeff{"a":"<é>"}';

it("takes syslog over TLS and shows it, escaped", async () => {
  await send(`${Buffer.byteLength(MESSAGE)} ${MESSAGE}`.repeat(2));
  const { messages } = (await (await fetch(`${sandbox.doorUrl}/siem/all`)).json()) as {
    messages: { raw: string }[];
  };
  expect(messages.map(({ raw }) => raw)).toEqual([MESSAGE, MESSAGE]);
  const page = await (await fetch(`${sandbox.doorUrl}/siem`)).text();
  expect(page).toContain("&lt;é&gt;");
  expect(page).toContain("notice");
});

it("ends a connection that speaks something else", async () => {
  const before = sandbox.world.state.syslog?.length;
  await send("GET / HTTP/1.1\r\n\r\n");
  await send("5 hello");
  expect(sandbox.world.state.syslog?.length).toBe(before);
});

it("cuts messages where their length says", () => {
  expect(takeFrames(Buffer.from("3 abc2 é1"))).toMatchObject({ frames: ["abc", "é"], broken: false });
  expect(takeFrames(Buffer.from("30 abc"))).toMatchObject({ frames: [], broken: false });
  expect(parseSyslog("hello")).toBeNull();
});
