import "server-only";
import { addressProblem } from "@/lib/cmk/channels/address";
import type { PostKind } from "@/lib/cmk/channels/channel-kinds";
import { messageBody, type Notice } from "@/lib/cmk/channels/message";
import type { PostOutcome } from "@/lib/cmk/channels/post-message";
import { isAllowedRecipient } from "@/lib/cmk/mail/mail-address";
import { mailBody } from "@/lib/cmk/mail/mail-body";
import type { Channel } from "@/lib/db/channels";
import type { ClaimedDelivery } from "@/lib/db/deliveries";
import { listMemberAddresses } from "@/lib/db/memberships";
import { getOrganisation } from "@/lib/db/organisations";
import { readWithScope } from "@/lib/db/transaction";
import type { OrganisationContext } from "../context";
import { type ChannelTools, type ChannelWords, openTarget } from "./channel-tools";
import { noticeOf } from "./notice-of";

export type SendTo = Pick<Channel, "id" | "kind" | "locale" | "recipients">;
type Worded = { id: string; headline: string; notices: Notice[]; words: ChannelWords };

const NO = { ok: false, status: null, again: false, retryAfterSeconds: null } as const;
/** Nobody reads more in a mail; the rest is in the inbox. */
const MOST_IN_MAIL = 50;

async function post(
  context: OrganisationContext,
  tools: ChannelTools,
  { id: channelId, kind }: { id: string; kind: PostKind },
  { id, headline, notices }: Worded,
): Promise<PostOutcome> {
  const target = await openTarget(context, tools, channelId);
  if (!target) return { ...NO, code: "channel-off" };
  if (addressProblem(kind, target.address, tools.webhookHosts)) return { ...NO, code: "host-not-allowed" };
  return tools.post({ id, ...target, body: messageBody(kind, headline, notices) });
}

/** Who is no member any more, nor in a domain that is named, is not written to. */
async function mail(
  { scope, organisationId }: OrganisationContext,
  tools: ChannelTools,
  { recipients, locale }: SendTo,
  { id, headline, notices, words: { t } }: Worded,
): Promise<PostOutcome> {
  const members = await readWithScope(scope, (tx) => listMemberAddresses(tx, organisationId));
  const to = recipients.filter((one) => isAllowedRecipient(one, { members, domains: tools.mail.domains }));
  if (to.length === 0) return { ...NO, code: "nobody-left" };
  const manageUrl = tools.linkTo.channels(organisationId);
  const body = mailBody({
    locale: locale === "fr" ? "fr" : "en",
    headline,
    sections: notices.slice(0, MOST_IN_MAIL),
    footer: t("channels.message.mailFooter"),
    manage: { label: t("channels.message.mailManage"), url: manageUrl },
  });
  return tools.sendMail({ id, to, subject: headline, ...body, manageUrl });
}

/** Sends everything that was claimed as one message, to where it is allowed now. */
export async function sendNotices(
  context: OrganisationContext,
  tools: ChannelTools,
  { kind, ...channel }: SendTo,
  claimed: ClaimedDelivery[],
): Promise<PostOutcome> {
  const { id, name } = await readWithScope(context.scope, (tx) =>
    getOrganisation(tx, context.organisationId),
  );
  const words = tools.wordsOf(channel.locale);
  const notices = claimed.map((one) => noticeOf(one, { id, name }, words, tools, context.now()));
  const [first] = notices;
  if (!first) return { ok: true };
  const several = () => words.t("channels.message.several", { count: notices.length, organisation: name });
  const headline = notices.length === 1 ? first.title : several();
  const worded = { id: first.deliveryId, headline, notices, words };
  if (kind === "email") return mail(context, tools, { kind, ...channel }, worded);
  return post(context, tools, { kind, ...channel }, worded);
}
