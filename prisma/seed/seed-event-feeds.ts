import { randomBytes } from "node:crypto";
import { feedPath } from "@/lib/cmk/events/feed-address";
import { appendAudit } from "@/lib/db/audit";
import { saveFeedAddress, saveFeedIds } from "@/lib/db/event-feeds";
import { listOverview } from "@/lib/db/list-overview";
import { grantScope } from "@/lib/db/scope";
import type { KeyWrapper } from "@/lib/db/secrets/key-wrapper";
import { sealSecret } from "@/lib/db/secrets/seal";
import { putSecret, secretPurpose } from "@/lib/db/secrets/secrets";
import { readWithScope, withScope } from "@/lib/db/transaction";
import type { Manifest } from "./manifest";

const KIND = "event-feed";
const NAME = "webhook";

/**
 * Gives the demo organisations that have a registration of Adobe I/O Events a webhook address, and returns where each
 * is, below the console's own address.
 */
export async function seedEventFeeds(
  { organisations }: Manifest,
  wrapper: KeyWrapper,
  at: Date,
): Promise<{ registrationId: string; path: string }[]> {
  const everything = grantScope({ organisations: "*", userId: null });
  const { rows } = await readWithScope(everything, (tx) => listOverview(tx));
  const made: { registrationId: string; path: string }[] = [];
  for (const { organisation } of rows) {
    const { id } = organisation;
    const ids = organisations.find(({ imsOrgId }) => imsOrgId === organisation.imsOrgId)?.eventFeed;
    if (!ids) continue;
    const secret = randomBytes(32).toString("base64url");
    const sealed = await sealSecret(wrapper, secretPurpose(id, KIND, NAME), secret);
    await withScope(everything, async (tx) => {
      await saveFeedAddress(tx, id, { secret, replaces: null, at });
      await saveFeedIds(tx, id, ids, { revision: 1, at });
      await putSecret(tx, { organisationId: id, kind: KIND, name: NAME, sealed, at });
      const actor = { kind: "system", name: "Demo" } as const;
      const entry = { action: "event-feed.updated", subject: "registration", after: ids } as const;
      await appendAudit(tx, { organisationId: id, at, actor, ...entry, correlationId: "seed" });
    });
    made.push({ registrationId: ids.registrationId, path: feedPath(id, secret) });
  }
  return made;
}
