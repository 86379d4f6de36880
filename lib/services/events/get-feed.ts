import "server-only";
import type { FeedView } from "@/lib/cmk/events/feed-schemas";
import { may } from "@/lib/cmk/permissions";
import { type EventFeed, getEventFeed } from "@/lib/db/event-feeds";
import { readSecret } from "@/lib/db/secrets/secrets";
import { readWithScope } from "@/lib/db/transaction";
import { recordSecretRead } from "../audit/record-secret-read";
import { type OrganisationContext, requirePermission } from "../context";
import { readOrganisationView } from "../organisations/get-organisation";
import type { EventTools } from "./event-tools";

const iso = (at: Date | null | undefined) => at?.toISOString() ?? null;

function stateOf(feed: EventFeed | null) {
  return {
    addressMadeAt: iso(feed?.addressMadeAt),
    consumerOrgId: feed?.consumerOrgId ?? null,
    projectId: feed?.projectId ?? null,
    workspaceId: feed?.workspaceId ?? null,
    registrationId: feed?.registrationId ?? null,
    status: feed?.status ?? null,
    statusAt: iso(feed?.statusAt),
    challengedAt: iso(feed?.challengedAt),
    lastEventAt: iso(feed?.lastEventAt),
    journalReadAt: iso(feed?.journalReadAt),
    problem: feed?.problem ?? null,
    revision: feed?.revision ?? 0,
  };
}

/** How Adobe's events come in; the webhook's address for those who manage it. Throws FORBIDDEN, NOT_FOUND. */
export async function getFeed(
  context: OrganisationContext,
  tools: Pick<EventTools, "wrapper" | "webhookUrl">,
): Promise<FeedView> {
  requirePermission(context, "event-feed.read");
  const { organisationId, scope, actor } = context;
  const { organisation, feed } = await readWithScope(scope, async (tx) => ({
    organisation: await readOrganisationView(tx, context),
    feed: await getEventFeed(tx, organisationId),
  }));
  const manages = actor.kind === "user" && may(actor.roles, "event-feed.manage");
  const secret =
    manages && feed?.addressMadeAt
      ? await readSecret(scope, tools.wrapper, organisationId, "event-feed")
      : null;
  if (secret || organisation.adobeCredential) await recordSecretRead(context, organisationId, "event-feed");
  return {
    organisation,
    address: secret && tools.webhookUrl(organisationId, secret.value),
    clientId: organisation.adobeCredential?.clientId ?? null,
    ...stateOf(feed),
  };
}
