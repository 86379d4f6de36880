/** A file that goes with a mail. */
export type MailAttachment = { name: string; type: string; content: Uint8Array };

/**
 * One mail. `id`: a mail that is perhaps sent twice carries the same Message-ID. `manageUrl`: where whoever gets it can
 * stop it (List-Unsubscribe).
 */
export type Mail = {
  id: string;
  to: readonly string[];
  subject: string;
  text: string;
  html: string;
  attachments?: readonly MailAttachment[];
  manageUrl?: string;
};

export const MAIL_TROUBLES = [
  "mail-off",
  "mail-refused",
  "mail-unavailable",
  "mail-tls",
  "mail-sign-in",
] as const;
export type MailTrouble = (typeof MAIL_TROUBLES)[number];

/** `refused`: recipients that the server did not take. `status`: its reply code. `again`: worth another try. */
export type MailOutcome =
  | { ok: true; refused: string[] }
  | { ok: false; code: MailTrouble; status: number | null; again: boolean; retryAfterSeconds: null };

export type SendMail = (mail: Mail) => Promise<MailOutcome>;
