import "server-only";
import { createHash } from "node:crypto";
import { z } from "zod";
import { type StreamedEntry, streamBody, syslogMessage } from "@/lib/cmk/audit/stream-message";
import type { CreateStream, StreamTrouble } from "@/lib/cmk/audit/stream-schemas";
import { addressProblem } from "@/lib/cmk/channels/address";
import type { PostMessage } from "@/lib/cmk/channels/post-message";
import type { AuditStream } from "@/lib/db/audit-streams";
import type { KeyWrapper } from "@/lib/db/secrets/key-wrapper";
import { type Sealed, sealSecret } from "@/lib/db/secrets/seal";
import { readSecret, type SecretKind, secretPurpose } from "@/lib/db/secrets/secrets";
import { AppError } from "@/lib/errors";
import type { Context } from "../context";

/** What copying the log elsewhere takes from outside. Hosts are those that whoever operates this console allows. */
export type StreamTools = {
  wrapper: KeyWrapper;
  post: PostMessage;
  sendSyslog(
    target: { host: string; port: number; caCertificate: string | null },
    messages: readonly string[],
  ): Promise<{ ok: true } | { ok: false; code: StreamTrouble }>;
  webhookHosts: readonly string[];
  syslogHosts: readonly string[];
  /** The host name under which this console speaks in syslog. */
  hostName: string;
};

export type StreamOutcome =
  | { ok: true }
  | {
      ok: false;
      code: StreamTrouble;
      status: number | null;
      again: boolean;
      retryAfterSeconds: number | null;
    };

const target = z.object({ address: z.string(), signingKey: z.string() });

/** The secret in which the address of a stream's webhook is kept. */
export const secretKindOf = (streamId: string): SecretKind => `stream:${streamId}`;

const isSyslogHost = (host: string, rules: readonly string[]) =>
  rules.some((rule) => (rule.startsWith(".") ? host.endsWith(rule) : host === rule));

/** Throws INVALID_INPUT at the field when nothing may be sent there. */
export function requireAllowedTarget(
  tools: Pick<StreamTools, "webhookHosts" | "syslogHosts">,
  stream: CreateStream,
) {
  const [field, reason] =
    stream.kind === "webhook"
      ? ["address", addressProblem("webhook", stream.address, tools.webhookHosts)]
      : ["host", isSyslogHost(stream.host, tools.syslogHosts) ? null : "syslog-host"];
  if (reason)
    throw new AppError("INVALID_INPUT", "Nothing is sent to this address.", {
      fields: [{ field: field ?? "", reason }],
    });
}

/** Seals where a stream posts to and what it signs with, ready for putSecret. */
export async function sealStreamTarget(
  { wrapper }: Pick<StreamTools, "wrapper">,
  organisationId: string | null,
  streamId: string,
  value: z.infer<typeof target>,
): Promise<{ kind: SecretKind; name: string; sealed: Sealed }> {
  const kind = secretKindOf(streamId);
  const name = createHash("sha256").update(value.address).digest("hex").slice(0, 12);
  const purpose = secretPurpose(organisationId, kind, name);
  return { kind, name, sealed: await sealSecret(wrapper, purpose, JSON.stringify(value)) };
}

/**
 * Sends entries to where a stream goes, in order and as one; checked against what is allowed now. `id` stays the same
 * when the same entries are sent again, so that a receiver can leave out what it has.
 */
export async function sendEntries(
  { scope }: Pick<Context, "scope">,
  tools: StreamTools,
  stream: AuditStream,
  entries: readonly StreamedEntry[],
  id: string,
): Promise<StreamOutcome> {
  const no = { ok: false, status: null, retryAfterSeconds: null } as const;
  if (stream.kind === "syslog") {
    const { targetHost: host, targetPort, caCertificate } = stream;
    if (!isSyslogHost(host, tools.syslogHosts)) return { ...no, code: "host-not-allowed", again: true };
    const messages = entries.map((entry) => syslogMessage(entry, tools.hostName));
    const sent = await tools.sendSyslog({ host, port: targetPort ?? 6514, caCertificate }, messages);
    return sent.ok ? sent : { ...no, code: sent.code, again: true };
  }
  const secret = await readSecret(scope, tools.wrapper, stream.organisationId, secretKindOf(stream.id));
  if (!secret) return { ...no, code: "target-lost", again: false };
  const { address, signingKey } = target.parse(JSON.parse(secret.value));
  if (addressProblem("webhook", address, tools.webhookHosts))
    return { ...no, code: "host-not-allowed", again: true };
  const posted = await tools.post({ id, address, signingKey, body: streamBody(entries) });
  if (posted.ok) return posted;
  const { status, again, retryAfterSeconds } = posted;
  const known = ["unavailable", "throttled", "gone", "redirected"].find((code) => code === posted.code);
  return { ok: false, code: (known ?? "refused") as StreamTrouble, status, again, retryAfterSeconds };
}
