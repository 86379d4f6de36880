import "server-only";
import { randomBytes } from "node:crypto";
import type { FeedIds, FeedView } from "@/lib/cmk/events/feed-schemas";
import { appendAudit } from "@/lib/db/audit";
import { getEventFeed, saveFeedAddress, saveFeedIds } from "@/lib/db/event-feeds";
import { sealSecret } from "@/lib/db/secrets/seal";
import { putSecret, secretPurpose } from "@/lib/db/secrets/secrets";
import { withScope } from "@/lib/db/transaction";
import { type OrganisationContext, requirePermission } from "../context";
import { auditEntry } from "../setup/audit-entry";
import type { EventTools } from "./event-tools";
import { getFeed } from "./get-feed";

type Tools = Pick<EventTools, "wrapper" | "webhookUrl">;

const NAME = "webhook";

/** The secret in a webhook's address: 32 random bytes in base64url. */
export const newFeedSecret = (): string => randomBytes(32).toString("base64url");

/** Seals the secret of an organisation's webhook address, ready for putSecret. */
export async function sealFeedSecret(
  { wrapper }: Pick<EventTools, "wrapper">,
  organisationId: string,
  secret: string,
) {
  const kind = "event-feed" as const;
  return {
    kind,
    name: NAME,
    sealed: await sealSecret(wrapper, secretPurpose(organisationId, kind, NAME), secret),
  };
}

/**
 * Gives the organisation a webhook address, in place of the one that was made at `replaces`: from then on nothing is
 * taken there any more. Throws FORBIDDEN, CONFLICT (changed-meanwhile).
 */
export async function renewFeedAddress(
  context: OrganisationContext,
  tools: Tools,
  { replaces }: { replaces: string | null },
): Promise<FeedView> {
  requirePermission(context, "event-feed.manage");
  const { organisationId } = context;
  const secret = newFeedSecret();
  const sealed = await sealFeedSecret(tools, organisationId, secret);
  const at = context.now();
  await withScope(context.scope, async (tx) => {
    await saveFeedAddress(tx, organisationId, {
      secret,
      replaces: replaces === null ? null : new Date(replaces),
      at,
    });
    await putSecret(tx, { organisationId, ...sealed, at });
    const entry = { before: { addressMadeAt: replaces }, after: { addressMadeAt: at.toISOString() } };
    await appendAudit(
      tx,
      auditEntry(context, { action: "event-feed.updated", subject: "address", ...entry }),
    );
  });
  return getFeed(context, tools);
}

/** Keeps which registration of Adobe's feeds the organisation. Throws FORBIDDEN, CONFLICT (changed-meanwhile). */
export async function saveFeed(
  context: OrganisationContext,
  tools: Tools,
  { revision, ...ids }: FeedIds,
): Promise<FeedView> {
  requirePermission(context, "event-feed.manage");
  const { organisationId } = context;
  await withScope(context.scope, async (tx) => {
    const known = await getEventFeed(tx, organisationId);
    const before = known && {
      consumerOrgId: known.consumerOrgId,
      projectId: known.projectId,
      workspaceId: known.workspaceId,
      registrationId: known.registrationId,
    };
    await saveFeedIds(tx, organisationId, ids, { revision, at: context.now() });
    const entry = { subject: "registration", before: before ?? {}, after: ids };
    await appendAudit(tx, auditEntry(context, { action: "event-feed.updated", ...entry }));
  });
  return getFeed(context, tools);
}
