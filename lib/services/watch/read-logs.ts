import "server-only";
import type { ActivityEntry, LogSource } from "@/lib/cmk/activity/activity";
import type { LogState } from "@/lib/cmk/activity/match-activity";
import type { VendorFailure } from "@/lib/cmk/facts";
import { vaultResourceId } from "@/lib/cmk/ids";
import type { KeyUseFacts, PartInput } from "@/lib/cmk/input";
import { adobeApplicationId } from "@/lib/cmk/requirements/app";
import { valueOf } from "@/lib/cmk/value-of";
import { saveActivity, saveKeyUses } from "@/lib/db/activity";
import { listLogStates, saveLogState } from "@/lib/db/log-cursors";
import { readWithScope, withScope } from "@/lib/db/transaction";
import { failureOf } from "@/lib/steps/shared/look";
import { type OrganisationContext, requirePermission } from "../context";

/** Lines appear late: every look goes back a little further than where the one before ended. */
const OVERLAP_MS = 30 * 60_000;
const FIRST_LOOK_MS = 7 * 86_400_000;
/** As long as a version that was replaced stays needed: see lib/cmk/key-life/versions.ts. */
const USES_MS = 28 * 86_400_000;

type Read = { entries: ActivityEntry[]; uses?: KeyUseFacts[] };
type Ask = { context: OrganisationContext; input: PartInput; vaultId: string; since: Date };

const NO_WORKSPACE: VendorFailure = {
  kind: "absent",
  vendor: "azure",
  status: null,
  code: "no_workspace",
  message: "No diagnostic setting of the vault names a Log Analytics workspace.",
  requestId: null,
  retryable: false,
  retryAfterSeconds: null,
};

/** What each log says. null: there is no such log to be read. */
const READERS: Record<LogSource, (ask: Ask) => Promise<Read | VendorFailure | null>> = {
  "activity-log": async ({ context, vaultId, since }) => {
    const azure = await context.clouds.azure();
    return { entries: await azure.listActivity(vaultId, { since, until: context.now() }) };
  },
  "key-vault-audit": async ({ context, input, vaultId, since }) => {
    const diagnostics = valueOf(input.facts.monitoring)?.diagnostics;
    if (!diagnostics) return null;
    const sink = diagnostics.find(({ workspaceId }) => workspaceId !== null);
    if (!sink?.workspaceId) return NO_WORKSPACE;
    const azure = await context.clouds.azure();
    const { changes, uses } = await azure.queryVaultAudit(vaultId, {
      workspaceId: sink.workspaceId,
      dedicated: sink.dedicated === true,
      changesSince: since,
      usesSince: new Date(context.now().getTime() - USES_MS),
    });
    return { entries: changes, uses };
  },
  "directory-audit": async ({ context, input, since }) => {
    const appId = adobeApplicationId(input);
    if (appId === null) return null;
    return { entries: await (await context.clouds.directory()).listPrincipalAudits(appId, since) };
  },
};

async function ask(source: LogSource, question: Ask): Promise<Read | VendorFailure | null> {
  try {
    return await READERS[source](question);
  } catch (error) {
    return failureOf(error, source === "directory-audit" ? "graph" : "azure");
  }
}

function vaultIdOf({ facts, organisation, choices }: PartInput): string {
  const vault = valueOf(facts.vault);
  if (vault?.exists) return vault.id;
  const { resourceGroup, name } = choices.vault;
  return vaultResourceId(organisation.azureSubscriptionId, resourceGroup, name);
}

function pauseOf(failure: VendorFailure | null): number {
  return failure?.kind === "throttled" ? (failure.retryAfterSeconds ?? 60) : 0;
}

async function readOne(
  context: OrganisationContext,
  input: PartInput,
  source: LogSource,
  before: LogState | undefined,
): Promise<number> {
  const at = context.now();
  const known = before && Date.parse(before.readUntil);
  const since = new Date(known === undefined ? at.getTime() - FIRST_LOOK_MS : known - OVERLAP_MS);
  const found = await ask(source, { context, input, vaultId: vaultIdOf(input), since });
  if (found === null) return 0;
  const { organisationId } = context;
  const { part } = input;
  const failure = "entries" in found ? null : found;
  // The same trouble as before is no news: nothing is written for it.
  if (failure && before?.failure?.code === failure.code && before.failure.kind === failure.kind)
    return pauseOf(failure);
  await withScope(context.scope, async (tx) => {
    if ("entries" in found) {
      await saveActivity(tx, organisationId, part, found.entries);
      await saveKeyUses(tx, organisationId, part, found.uses ?? [], at);
    }
    const readUntil = failure ? new Date(known ?? at.getTime() - FIRST_LOOK_MS) : at;
    await saveLogState(tx, organisationId, { part, source, readUntil, readAt: at, failure });
  });
  return pauseOf(failure);
}

/**
 * Reads what is new in the logs that say who changed what around the key of a part, and when it was last used. A log
 * that cannot be read is remembered with the reason, and takes nothing from what was known. Returns the seconds that
 * a vendor asked to wait, 0 for none. Throws FORBIDDEN for people: Clavis itself reads logs, with its own rights.
 */
export async function readLogs(
  context: OrganisationContext,
  input: PartInput,
  sources: readonly LogSource[],
): Promise<number> {
  requirePermission(context, "watch.record");
  const states = await readWithScope(context.scope, (tx) => listLogStates(tx, context.organisationId));
  const before = (source: LogSource) =>
    states.find((state) => state.part === input.part && state.source === source);
  const pauses = await Promise.all(sources.map((source) => readOne(context, input, source, before(source))));
  return Math.max(0, ...pauses);
}
