import "server-only";
import type { PartFacts } from "@/lib/cmk/facts";
import type { FactInput, Observer } from "../step";
import { conclude, look, unseen } from "./look";
import { readKeys } from "./read-keys";

const VERSIONS_KEPT = 100;

/**
 * What the key's life hangs on besides the key itself: its versions, and the subscription that pays for the vault.
 * `seen`: what another part's look has just told of it.
 */
export function keyLifeSeen(seen?: PartFacts["subscription"]): Observer {
  const observe = subscriptionSeen(seen);
  return async (context) => (await Promise.all([observeVersions(context), observe(context)])).flat();
}

async function observeVersions(context: Parameters<Observer>[0]): Promise<FactInput[]> {
  const { vault: seenVault, key: seenKey } = context.input.facts;
  if (!seenVault || !seenKey) return [];
  if ("failure" in seenVault) return [unseen("keyVersions", seenVault)];
  if (!seenVault.value.exists) return [];
  const vault = seenVault.value;
  if ("failure" in seenKey) return [unseen("keyVersions", seenKey)];
  if (!seenKey.value.exists) return [conclude(context, "keyVersions", "azure", { versions: [], total: 0 })];
  const { name } = seenKey.value;
  return [
    await look(context, "keyVersions", "azure", async () => {
      const all = await readKeys(context, (azure) => azure.listKeyVersions(vault.id, name));
      return { versions: all.slice(0, VERSIONS_KEPT), total: all.length };
    }),
  ];
}

/**
 * The same where another part's look has just told: an answer that is as it was serves both parts. What is new is asked
 * about by each, as each keeps its own evidence of what changed.
 */
export function subscriptionSeen(seen: PartFacts["subscription"]): Observer {
  return async (context) => {
    const { subscription: known } = context.input.facts;
    const isKnown = seen && known && "value" in seen && "value" in known;
    const isSame = isKnown && seen.value.id === known.value.id && seen.value.state === known.value.state;
    return isSame ? [{ subject: "subscription", ...seen }] : observeSubscription(context);
  };
}

/** Whether the subscription that pays for the vault is alive. */
const observeSubscription: Observer = async (context) => {
  const id = context.input.organisation.azureSubscriptionId;
  return [
    await look(context, "subscription", "azure", async () => {
      const found = await (await context.azure()).getSubscription(id);
      return { id, state: found?.state ?? null };
    }),
  ];
};
