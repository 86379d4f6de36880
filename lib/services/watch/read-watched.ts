import "server-only";
import type { AzureCloudId } from "@/lib/cmk/azure-clouds";
import type { PartId } from "@/lib/cmk/parts";
import type { Windows } from "@/lib/cmk/windows";
import { readWithScope } from "@/lib/db/transaction";
import { listWatched, type StoredCredential, type WatchedPart } from "@/lib/db/watched";
import { type Context, requirePermission } from "../context";
import { type SetupState, setupStatesIn } from "../setup/setup-state";

/** Clavis itself over the organisations of one batch: its scope holds them and no other. */
export type BatchContext = Context & { windows: Windows; cloud?: AzureCloudId };

/** All that is stored of an organisation and that a look is compared with. */
export type Watched = {
  setup: SetupState;
  parts: Record<PartId, WatchedPart>;
  credential: StoredCredential | null;
};

/**
 * Reads what looks at these organisations are compared with: one snapshot, with as many queries as for one. Those out
 * of scope are left out. Throws FORBIDDEN for people.
 */
export async function readWatched(
  context: BatchContext,
  organisationIds: readonly string[],
): Promise<Map<string, Watched>> {
  requirePermission(context, "watch.record");
  return readWithScope(context.scope, async (tx) => {
    const setups = await setupStatesIn(tx, context, organisationIds);
    const rows = await listWatched(tx, organisationIds);
    return new Map(
      [...rows].flatMap(([id, row]) => {
        const setup = setups.get(id);
        return setup ? [[id, { setup, ...row }] as const] : [];
      }),
    );
  });
}
