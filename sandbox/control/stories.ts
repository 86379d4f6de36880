import { randomUUID } from "node:crypto";
import type { Story } from "../core/log-types";
import type { State, World } from "../core/types";
import { vaultId } from "../keyvault/vault-model";
import { inheritsFrom } from "../rbac/scope";
import { type DriftAsk, DriftRefused, drift } from "./drift";
import { drifter, logDrift } from "./story-log";

/** What happens in each story, and which action of the logs takes it back. Only what can be taken back is one. */
export const STORIES = {
  "disable-key": { title: "Somebody disables the key", undo: "enable-key" },
  "expire-key": { title: "The key expires", undo: "unexpire-key" },
  "remove-wrap-op": { title: "The key loses its permission to wrap", undo: "enable-key" },
  "delete-key": { title: "Somebody deletes the key", undo: "recover-key" },
  "drop-rotation-policy": { title: "The rotation policy is removed", undo: "drop-rotation-policy" },
  "remove-role": { title: "Adobe's role is removed", undo: "restore-role" },
  "close-firewall": { title: "The vault's firewall is closed", undo: "open-firewall" },
  "disable-public-access": { title: "Public access is switched off", undo: "open-firewall" },
  "join-perimeter": { title: "The vault joins a network security perimeter", undo: "leave-perimeter" },
  "delete-vault": { title: "Somebody deletes the vault", undo: "recover-vault" },
  "swap-service-principal": {
    title: "Adobe's application is removed and added again",
    undo: "swap-service-principal",
  },
  "delete-service-principal": { title: "Adobe's application is removed", undo: "restore-service-principal" },
  "disable-service-principal": {
    title: "Adobe's application is switched off",
    undo: "enable-service-principal",
  },
  "change-app-owner": { title: "Adobe's application has another owner", undo: "change-app-owner" },
  "disable-subscription": { title: "The subscription is switched off", undo: "enable-subscription" },
} as const satisfies Record<string, { title: string; undo: string }>;

export type StoryName = keyof typeof STORIES;

type Kept = Pick<
  State,
  | "vaults"
  | "keys"
  | "roleAssignments"
  | "locks"
  | "diagnosticSettings"
  | "servicePrincipals"
  | "subscriptions"
>;

/** What a story can touch: a vault with all that hangs on it, an application in one directory, a subscription. */
function snapshot({ state }: World, ask: DriftAsk): Kept {
  const vaults = state.vaults.filter(({ name }) => name.toLowerCase() === ask.vault?.toLowerCase());
  const ids = vaults.map(vaultId);
  const on = (scope: string) => ids.some((id) => inheritsFrom(scope, id));
  const named = vaults.map(({ name }) => name.toLowerCase());
  return structuredClone({
    vaults,
    keys: state.keys.filter(({ vaultName }) => named.includes(vaultName.toLowerCase())),
    roleAssignments: state.roleAssignments.filter(({ scope }) => on(scope)),
    locks: state.locks.filter(({ scope }) => on(scope)),
    diagnosticSettings: state.diagnosticSettings.filter(({ resourceUri }) => on(resourceUri)),
    servicePrincipals: state.servicePrincipals.filter(
      ({ appId, tenantId }) => appId === ask.appId && (!ask.tenantId || tenantId === ask.tenantId),
    ),
    subscriptions: state.subscriptions.filter(({ id }) => id === ask.subscriptionId),
  });
}

/** Puts what a story touched back to what it was. */
function restore({ state }: World, ask: DriftAsk, before: Kept): void {
  const now = snapshot({ state } as World, ask);
  for (const list of Object.keys(before) as (keyof Kept)[]) {
    const same = new Set(now[list].map((one) => JSON.stringify(one)));
    const others = (state[list] as object[]).filter((one) => !same.has(JSON.stringify(one)));
    Object.assign(state, { [list]: [...others, ...structuredClone(before[list])] });
  }
}

function tenantOf({ state }: World, before: Kept): string {
  const found = before.vaults[0] ?? before.servicePrincipals[0] ?? before.subscriptions[0];
  return found?.tenantId ?? state.tenants[0]?.id ?? "";
}

const touched = (before: Kept) => ({
  vault: before.vaults[0] ?? null,
  principals: before.servicePrincipals,
  assignments: before.roleAssignments.map(({ id }) => id),
});

/** Does one drift, writes it into the clouds' logs, and remembers how it was. Throws DriftRefused. */
export function beginStory(world: World, action: string, ask: DriftAsk): Story {
  const before = snapshot(world, ask);
  drift(world, action, ask);
  const gone = before.roleAssignments.filter(
    ({ id }) => !world.state.roleAssignments.some((one) => one.id === id),
  );
  const removed = action === "remove-role" ? gone.map(({ id }) => id) : [];
  logDrift(world, action, ask, { ...touched(before), assignments: removed });
  const story: Story = {
    id: randomUUID(),
    at: world.now().toISOString(),
    action,
    where: ask.vault ?? ask.appId ?? ask.subscriptionId ?? "",
    by: drifter(world, tenantOf(world, before), ask.by).name,
    before: { ask, kept: before, removed },
  };
  if (Object.hasOwn(STORIES, action))
    world.state.stories = [...(world.state.stories ?? []), story].slice(-50);
  world.save();
  return story;
}

/** Takes a story back, and leaves that in the logs too. Throws DriftRefused for one that is over. */
export function endStory(world: World, id: string): void {
  const story = world.state.stories?.find((one) => one.id === id);
  if (!story) throw new DriftRefused("There is no such story, or it was taken back already.");
  const { ask, kept, removed } = story.before as { ask: DriftAsk; kept: Kept; removed: string[] };
  const before = snapshot(world, ask);
  restore(world, ask, kept);
  const { undo } = STORIES[story.action as StoryName];
  const principals = before.servicePrincipals.length > 0 ? before.servicePrincipals : kept.servicePrincipals;
  logDrift(world, undo, ask, { vault: kept.vaults[0] ?? null, principals, assignments: removed });
  world.state.stories = world.state.stories?.filter((one) => one !== story);
  world.save();
}
