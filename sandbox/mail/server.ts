import { randomUUID } from "node:crypto";
import type { Readable } from "node:stream";
import { SMTPServer } from "smtp-server";
import type { Authority } from "../core/certificates";
import type { World } from "../core/types";
import { parseMail } from "./parse-mail";

/** Older ones are forgotten: the state is one file. */
const MOST_KEPT = 100;
const LARGEST = 2 * 1024 * 1024;

export type MailServer = { url: string; stop(): Promise<void> };

const refusal = (responseCode: number, words: string) => Object.assign(new Error(words), { responseCode });

/** Mailboxes whose name says how they behave, as no real ones would. */
function refusalOf(address: string): Error | null {
  if (/^gone\b/i.test(address)) return refusal(550, "5.1.1 No such mailbox here");
  if (/^busy\b/i.test(address)) return refusal(451, "4.7.1 Greylisted, try again later");
  return null;
}

async function readAll(stream: Readable): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of stream) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}

/** A mail server on 127.0.0.1 that takes mail for everybody, forwards none, and keeps it to be read. */
export async function startMailServer(world: World, authority: Authority): Promise<MailServer> {
  const { key, cert } = await authority.leaf("localhost");
  const server = new SMTPServer({
    key,
    cert,
    banner: "Clavis sandbox",
    authOptional: true,
    size: LARGEST,
    onAuth: ({ username, password }, _session, done) =>
      password === "wrong"
        ? done(new Error("Invalid user name or password"))
        : done(null, { user: username }),
    onRcptTo: ({ address }, _session, done) => done(refusalOf(address)),
    onData: (stream, session, done) => {
      readAll(stream)
        .then((raw) => {
          if (stream.sizeExceeded) return done(refusal(552, "5.3.4 Message too large"));
          const { attachments, ...mail } = parseMail(raw);
          const { mailFrom, rcptTo } = session.envelope;
          world.state.mails = [
            ...(world.state.mails ?? []),
            {
              id: randomUUID(),
              at: world.now().toISOString(),
              from: mailFrom ? mailFrom.address : "",
              to: rcptTo.map(({ address }) => address),
              encrypted: session.secure,
              ...mail,
              attachments: attachments.map((one) => ({ ...one, content: one.content.toString("base64") })),
            },
          ].slice(-MOST_KEPT);
          world.save();
          done();
        })
        .catch((error: Error) => done(error));
    },
  });
  server.on("error", () => undefined);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => resolve());
  });
  const bound = server.server.address();
  const port = bound && typeof bound === "object" ? bound.port : 0;
  return {
    url: `smtp://localhost:${port}`,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
