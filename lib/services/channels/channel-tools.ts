import "server-only";
import { createHash, randomBytes } from "node:crypto";
import { z } from "zod";
import { addressProblem } from "@/lib/cmk/channels/address";
import type { PostKind } from "@/lib/cmk/channels/channel-kinds";
import type { PostMessage } from "@/lib/cmk/channels/post-message";
import { isAllowedRecipient } from "@/lib/cmk/mail/mail-address";
import type { SendMail } from "@/lib/cmk/mail/send-mail";
import type { KeyWrapper } from "@/lib/db/secrets/key-wrapper";
import { type Sealed, sealSecret } from "@/lib/db/secrets/seal";
import { readSecret, type SecretKind, secretPurpose } from "@/lib/db/secrets/secrets";
import { AppError } from "@/lib/errors";
import type { OrganisationContext } from "../context";

export type ChannelWords = {
  t(key: string, params?: Record<string, string | number>): string;
  has(key: string): boolean;
};

/** What telling people takes from outside. `linkTo`: whole addresses of this console's pages. */
export type ChannelTools = {
  wrapper: KeyWrapper;
  post: PostMessage;
  sendMail: SendMail;
  wordsOf(locale: string): ChannelWords;
  linkTo: { alert(organisation: string, alert: string): string; channels(organisation: string): string };
  /** Hosts of plain webhooks that whoever operates this console allows. */
  webhookHosts: readonly string[];
  /** Whether there is a mail server, and to which domains mail may go besides members. */
  mail: { on: boolean; domains: readonly string[] };
};

const target = z.object({ address: z.string(), signingKey: z.string().nullable() });
export type Target = z.infer<typeof target>;

/** The secret in which a channel's address is kept. */
export const secretKindOf = (channelId: string): SecretKind => `channel:${channelId}`;

/** Throws INVALID_INPUT at the field `address` when nothing may be sent there. */
export function requireAllowed(
  tools: Pick<ChannelTools, "webhookHosts">,
  kind: PostKind,
  address: string,
): void {
  const problem = addressProblem(kind, address, tools.webhookHosts);
  if (problem)
    throw new AppError("INVALID_INPUT", "Nothing is sent to this address.", {
      fields: [{ field: "address", reason: problem }],
    });
}

/** Throws INVALID_INPUT at the field `recipients` when one of them is neither a member nor in a domain that was named. */
export function requireRecipients(
  { mail: { domains } }: Pick<ChannelTools, "mail">,
  members: readonly string[],
  recipients: readonly string[],
): void {
  if (recipients.every((one) => isAllowedRecipient(one, { members, domains }))) return;
  throw new AppError("INVALID_INPUT", "Mail may not go to all of these.", {
    fields: [{ field: "recipients", reason: "mail-recipient" }],
  });
}

/** A key to sign messages with, in the form that the libraries of Standard Webhooks take. */
export const newSigningKey = (): string => `whsec_${randomBytes(32).toString("base64")}`;

const nameOf = ({ address }: Target) => createHash("sha256").update(address).digest("hex").slice(0, 12);

/** Seals where a channel posts to, ready for putSecret. */
export async function sealTarget(
  tools: Pick<ChannelTools, "wrapper">,
  organisationId: string,
  channelId: string,
  value: Target,
): Promise<{ kind: SecretKind; name: string; sealed: Sealed }> {
  const kind = secretKindOf(channelId);
  const name = nameOf(value);
  const purpose = secretPurpose(organisationId, kind, name);
  return { kind, name, sealed: await sealSecret(tools.wrapper, purpose, JSON.stringify(value)) };
}

/** Where a channel posts to; null when that is gone. For sending alone: it goes to no page and no log. */
export async function openTarget(
  { scope, organisationId }: Pick<OrganisationContext, "scope" | "organisationId">,
  tools: Pick<ChannelTools, "wrapper">,
  channelId: string,
): Promise<Target | null> {
  const secret = await readSecret(scope, tools.wrapper, organisationId, secretKindOf(channelId));
  return secret && target.parse(JSON.parse(secret.value));
}
