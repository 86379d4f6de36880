import "server-only";
import { createTransport, type SendMailOptions, type SMTPTransportOptions } from "nodemailer";
import type { Mail, MailOutcome, SendMail } from "@/lib/cmk/mail/send-mail";
import { logger } from "@/lib/logger";
import { networkCode } from "@/lib/vendor-call";

/** `url`: smtp:// (STARTTLS) or smtps://, with name and password percent-encoded where the server asks for them. */
export type MailSettings = { url: string; from: string };

const STEP_MS = 10_000;
const WHOLE_MS = 40_000;
const LOOPBACK = ["127.0.0.1", "localhost", "[::1]"];

/** How the server is reached: never in the clear, except on this machine; nothing in a mail may name a file or page. */
export function transportOptions({ url: text }: Pick<MailSettings, "url">): SMTPTransportOptions {
  const url = new URL(text);
  const secure = url.protocol === "smtps:";
  const isHere = LOOPBACK.includes(url.hostname);
  return {
    host: url.hostname.replace(/^\[|\]$/g, ""),
    port: Number(url.port || (secure ? 465 : 587)),
    secure,
    requireTLS: !secure && !isHere,
    auth: url.username
      ? { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) }
      : undefined,
    connectionTimeout: STEP_MS,
    greetingTimeout: STEP_MS,
    dnsTimeout: STEP_MS,
    socketTimeout: STEP_MS * 2,
    allowInternalNetworkInterfaces: true,
    disableFileAccess: true,
    disableUrlAccess: true,
    tls: { minVersion: "TLSv1.2" },
  };
}

/** One line, whatever it was made of: a line break would begin another header. */
const oneLine = (text: string) => text.replace(/[\p{Cc}\u2028\u2029]+/gu, " ").trim();

/** A mail as the library takes it. */
export function mailOptions({ from }: Pick<MailSettings, "from">, mail: Mail): SendMailOptions {
  const { id, to, subject, text, html, attachments = [], manageUrl } = mail;
  const plain = (address: string) => ({ name: "", address: oneLine(address) });
  return {
    from: { name: "Clavis", address: from },
    to: to.map(plain),
    subject: oneLine(subject).slice(0, 200),
    text,
    html,
    messageId: `<${id}@${from.slice(from.lastIndexOf("@") + 1)}>`,
    attachments: attachments.map(({ name, type, content }) => {
      return { filename: oneLine(name), contentType: oneLine(type), content: Buffer.from(content) };
    }),
    // Answering machines stay silent (RFC 3834).
    headers: { "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All" },
    list: manageUrl ? { unsubscribe: { url: manageUrl, comment: "" } } : undefined,
  };
}

/** What a failure means: a reply of 4yz is worth another try, one of 5yz is not, and nothing was sent without TLS. */
export function judgeMailError(error: unknown): MailOutcome {
  const { code, responseCode } = error as { code?: string; responseCode?: number };
  const status = responseCode ?? null;
  const no = { ok: false, status, retryAfterSeconds: null } as const;
  if (code === "EAUTH" || code === "ENOAUTH") return { ...no, code: "mail-sign-in", again: true };
  const network = networkCode(error) ?? "";
  if (code === "ETLS" || /^(CERT_|UNABLE_|DEPTH_|SELF_|ERR_TLS|ERR_SSL)/.test(network))
    return { ...no, code: "mail-tls", again: true };
  if (status !== null && status >= 500 && status !== 503)
    return { ...no, code: "mail-refused", again: false };
  if (code === "EENVELOPE" && status === null) return { ...no, code: "mail-refused", again: false };
  return { ...no, code: "mail-unavailable", again: true };
}

/**
 * Sends mails through one SMTP server: each call is one try, over in 40 s, and says how it went; it never throws. A
 * mail is taken when the server took it for at least one recipient.
 */
export function createMailer(settings: MailSettings): SendMail {
  return async (mail) => {
    const transport = createTransport(transportOptions(settings));
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(Object.assign(new Error("late"), { code: "ETIMEDOUT" })), WHOLE_MS);
    });
    try {
      const sending = transport.sendMail(mailOptions(settings, mail));
      sending.catch(() => undefined);
      const { rejected } = await Promise.race([sending, late]);
      return { ok: true, refused: rejected };
    } catch (error) {
      const outcome = judgeMailError(error);
      const { code, responseCode } = error as { code?: string; responseCode?: number };
      logger().warn({ code, responseCode, mail: mail.id }, "a mail was not taken");
      return outcome;
    } finally {
      clearTimeout(timer);
      transport.close();
    }
  };
}

/** Where there is no mail server: says so, and that trying again is of no use. */
export const noMailer: SendMail = () =>
  Promise.resolve({ ok: false, code: "mail-off", status: null, again: false, retryAfterSeconds: null });
