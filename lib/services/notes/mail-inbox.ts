import "server-only";
import { mailAddress } from "@/lib/cmk/mail/mail-address";
import { mailBody } from "@/lib/cmk/mail/mail-body";
import type { SendMail } from "@/lib/cmk/mail/send-mail";
import { claimInboxMails, type InboxMail, releaseInboxMail } from "@/lib/db/inbox-mails";
import { listMembers } from "@/lib/db/members";
import { readWithScope, withScope } from "@/lib/db/transaction";
import { type Context, requirePermission, type Words } from "../context";
import { NOTE_READERS } from "./note-view";

/** What mailing takes from outside; `timeline`: the whole address of an organisation's notes. */
export type InboxMailTools = {
  sendMail: SendMail;
  wordsOf(locale: string): Words;
  linkTo: { timeline(organisation: string): string; inbox(): string };
};

/** Whoever is in the console sees the badge: a mail is for those who are not. */
const PATIENCE_MS = 60_000;
/** A server that is down for longer than this has missed its moment; the inbox has it. */
const TRIES_MS = 2 * 3_600_000;
const MOST = 20;
const EXCERPT = 500;

/** Mails what was put before people and not read within a minute: once, to members alone. Returns how many were sent. */
export async function mailInbox(context: Context, tools: InboxMailTools): Promise<number> {
  requirePermission(context, "watch.record");
  const at = context.now();
  const span = { since: new Date(at.getTime() - TRIES_MS), before: new Date(at.getTime() - PATIENCE_MS) };
  const due = await withScope(context.scope, (tx) => claimInboxMails(tx, { ...span, at, limit: MOST }));
  let sent = 0;
  for (const mail of due) {
    const outcome = (await isMember(context, mail)) ? await send(mail, tools) : null;
    if (outcome?.ok) sent += 1;
    else if (outcome?.again) await withScope(context.scope, (tx) => releaseInboxMail(tx, mail.id));
  }
  return sent;
}

async function isMember({ scope }: Context, { organisationId, userId, upn }: InboxMail): Promise<boolean> {
  if (!mailAddress.safeParse(upn).success) return false;
  const query = { roles: NOTE_READERS, upns: [upn.toLowerCase()], limit: 5 };
  const members = await readWithScope(scope, (tx) => listMembers(tx, organisationId, query));
  return members.some((member) => member.userId === userId);
}

function send(mail: InboxMail, { sendMail, wordsOf, linkTo }: InboxMailTools) {
  const locale = mail.locale === "fr" ? "fr" : "en";
  const { t } = wordsOf(locale);
  const headline = t(`inbox.kinds.${mail.kind}`, {
    name: mail.fromName,
    organisation: mail.organisationName,
  });
  const text = mail.text.length > EXCERPT ? `${mail.text.slice(0, EXCERPT)}…` : mail.text;
  const link = linkTo.timeline(mail.organisationId);
  const body = mailBody({
    locale,
    headline,
    sections: [{ title: t("inbox.mail.open"), text, link }],
    footer: t("inbox.mail.footer"),
    manage: { label: t("inbox.title"), url: linkTo.inbox() },
  });
  return sendMail({ id: mail.id, to: [mail.upn], subject: headline, ...body });
}
