import { readFileSync } from "node:fs";
import { createTransport } from "nodemailer";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Sandbox, startSandbox } from "../start";

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ memory: true });
});
afterAll(() => sandbox.stop());

const transport = () => {
  const { hostname: host, port } = new URL(sandbox.smtpUrl);
  const ca = readFileSync(sandbox.caPath, "utf8");
  return createTransport({ host, port: Number(port), requireTLS: true, tls: { ca } });
};
const mail = {
  from: "a@console.example",
  subject: "Clé désactivée <b>",
  text: "Voilà",
  html: "<p>Voilà</p>",
};

it("takes a mail over TLS and shows it: words, HTML shut off, attachments", async () => {
  const attachments = [{ filename: "état.txt", content: "été" }];
  await transport().sendMail({ ...mail, to: "lena@contoso.example", attachments });
  const all = (await (await fetch(`${sandbox.doorUrl}/mails/all`)).json()) as { mails: { id: string }[] };
  expect(all.mails).toMatchObject([
    { to: ["lena@contoso.example"], encrypted: true, subject: mail.subject, html: "<p>Voilà</p>" },
  ]);
  const at = `${sandbox.doorUrl}/mails/${all.mails[0]?.id}`;
  const page = await (await fetch(at)).text();
  expect(page).toContain("Clé désactivée &lt;b&gt;");
  expect(page).toContain("état.txt");
  const html = await fetch(`${at}/html`);
  expect(await html.text()).toBe("<p>Voilà</p>");
  expect(html.headers.get("content-security-policy")).toContain("sandbox");
  expect(await (await fetch(`${at}/attachments/0`)).text()).toBe("été");
  expect((await fetch(`${sandbox.doorUrl}/mails/none`)).status).toBe(404);
  expect(await (await fetch(`${sandbox.doorUrl}/mails`)).text()).toContain("lena@contoso.example");
});

it.each([
  ["gone@contoso.example", 550],
  ["busy@contoso.example", 451],
])("refuses as a mail server does: %s", async (to, responseCode) => {
  await expect(transport().sendMail({ ...mail, to })).rejects.toMatchObject({ responseCode });
});
