import { type AddressInfo, createServer, type Server } from "node:net";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { createMailer, judgeMailError, mailOptions, noMailer, transportOptions } from "./send-mail";

/** A mail server that is told what to answer to each verb, and writes down what it was told. */
let server: Server | undefined;
let heard: string[] = [];
afterEach(() => server?.close());

async function listen(answers: Record<string, string>): Promise<string> {
  heard = [];
  server = createServer((socket) => {
    let inData = false;
    let rest = "";
    socket.on("error", () => undefined);
    socket.write("220 test\r\n");
    socket.on("data", (piece) => {
      const lines = (rest + String(piece)).split("\r\n");
      rest = lines.pop() ?? "";
      for (const line of lines) {
        heard.push(line);
        if (inData) {
          if (line !== ".") continue;
          inData = false;
          socket.write(`${answers["."] ?? "250 taken"}\r\n`);
          continue;
        }
        const verb = line.split(" ")[0]?.toUpperCase() ?? "";
        const answer = answers[line] ?? answers[verb] ?? (verb === "DATA" ? "354 go on" : "250 ok");
        if (answer === "cut") return socket.destroy();
        inData = verb === "DATA" && answer.startsWith("354");
        socket.write(`${answer}\r\n`);
      }
    });
  });
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  return `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
const from = "clavis@console.example";
const mail = { id: "id-1", to: ["lena@contoso.example"], subject: "Key", text: "Text", html: "<p>Text</p>" };

let log: string | undefined;
beforeAll(() => {
  log = process.env.LOG_LEVEL;
  process.env.LOG_LEVEL = "silent";
});
afterAll(() => {
  process.env.LOG_LEVEL = log;
});

it("sends text and HTML with the same id each time, and where to stop it", async () => {
  const url = await listen({});
  const manageUrl = "https://clavis.example/channels";
  expect(await createMailer({ url, from })({ ...mail, manageUrl })).toEqual({ ok: true, refused: [] });
  const whole = heard.join("\n");
  expect(whole).toContain("Message-ID: <id-1@console.example>");
  expect(whole).toContain("List-Unsubscribe: <https://clavis.example/channels>");
  expect(whole).toContain("Auto-Submitted: auto-generated");
  expect(whole).toMatch(/multipart\/alternative/);
});

it("cannot be made to write another header or recipient, nor to read a file", async () => {
  const url = await listen({});
  const evil = "x\r\nBcc: eve@evil.example\r\n\r\nbody";
  const attachments = [{ name: evil, type: `text/plain\r\nX-Evil: 1`, content: Buffer.from("a") }];
  await createMailer({ url, from })({ ...mail, id: "id-2", subject: evil, attachments });
  expect(heard.filter((line) => /^(Bcc|X-Evil):/i.test(line))).toEqual([]);
  expect(heard.filter((line) => line.startsWith("RCPT"))).toEqual(["RCPT TO:<lena@contoso.example>"]);
  const { subject } = mailOptions({ from }, { ...mail, subject: evil });
  expect(subject).toBe("x Bcc: eve@evil.example body");
});

it.each([
  [{ RCPT: "550 no such box" }, { code: "mail-refused", status: 550, again: false }],
  [{ RCPT: "451 later" }, { code: "mail-unavailable", status: 451, again: true }],
  [{ MAIL: "421 closing" }, { code: "mail-unavailable", status: 421, again: true }],
  [{ ".": "554 spam" }, { code: "mail-refused", status: 554, again: false }],
  [{ ".": "452 full" }, { code: "mail-unavailable", status: 452, again: true }],
  [{ DATA: "cut" }, { code: "mail-unavailable", status: null, again: true }],
])("says what the server's answer means: %j", async (answers, expected) => {
  const url = await listen(answers);
  expect(await createMailer({ url, from })(mail)).toMatchObject({ ok: false, ...expected });
});

it("names recipients that were refused while others were taken", async () => {
  const url = await listen({ "RCPT TO:<gone@contoso.example>": "550 gone" });
  const to = [...mail.to, "gone@contoso.example"];
  expect(await createMailer({ url, from })({ ...mail, to })).toEqual({
    ok: true,
    refused: ["gone@contoso.example"],
  });
});

it("says that it cannot sign in, and that nobody is there", async () => {
  const url = await listen({ EHLO: "250-test\r\n250 AUTH PLAIN", AUTH: "535 no" });
  const named = url.replace("//", "//clavis:p%40ss@");
  expect(await createMailer({ url: named, from })(mail)).toMatchObject({ code: "mail-sign-in", again: true });
  expect(heard.some((line) => line.includes(Buffer.from("\0clavis\0p@ss").toString("base64")))).toBe(true);
  expect(await createMailer({ url: "smtp://127.0.0.1:1", from })(mail)).toMatchObject({
    code: "mail-unavailable",
    again: true,
  });
  expect(await noMailer(mail)).toMatchObject({ code: "mail-off", again: false });
});

it("asks for TLS everywhere but on this machine", () => {
  expect(transportOptions({ url: "smtp://mail.contoso.example" })).toMatchObject({
    port: 587,
    secure: false,
    requireTLS: true,
  });
  expect(transportOptions({ url: "smtps://mail.contoso.example" })).toMatchObject({
    port: 465,
    secure: true,
  });
  expect(transportOptions({ url: "smtp://127.0.0.1:25" })).toMatchObject({ requireTLS: false });
  expect(judgeMailError(Object.assign(new Error("no"), { code: "ETLS" }))).toMatchObject({
    code: "mail-tls",
  });
  expect(judgeMailError(Object.assign(new Error("no"), { code: "SELF_SIGNED_CERT_IN_CHAIN" }))).toMatchObject(
    {
      code: "mail-tls",
    },
  );
});
