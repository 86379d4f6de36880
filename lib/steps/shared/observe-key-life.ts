import "server-only";
import type { FactInput, Observer } from "../step";
import { conclude, look, unseen } from "./look";
import { readKeys } from "./read-keys";

const VERSIONS_KEPT = 100;

/** What the key's life hangs on besides the key itself: its versions, and the subscription that pays for the vault. */
export const observeKeyLife: Observer = async (context) => {
  return (await Promise.all([observeVersions(context), observeSubscription(context)])).flat();
};

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

/** Whether the subscription that pays for the vault is alive. */
export const observeSubscription: Observer = async (context) => {
  const id = context.input.organisation.azureSubscriptionId;
  return [
    await look(context, "subscription", "azure", async () => {
      const found = await (await context.azure()).getSubscription(id);
      return { id, state: found?.state ?? null };
    }),
  ];
};
