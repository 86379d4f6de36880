import "server-only";
import type { AzureClient } from "@/lib/azure/ports";
import type { Absent } from "@/lib/cmk/facts";
import { freeNames } from "@/lib/cmk/recovery/free-names";
import { VendorError } from "@/lib/vendor-error";
import { orNull } from "./or-null";

const NOTHING: Absent = { exists: false, softDeleted: null };
/** Subscriptions that are searched for a name: somebody may see hundreds. */
const SEARCHED = 20;

const same = (left: string, right: string) => left.toLowerCase() === right.toLowerCase();

/**
 * Why there is no vault of this name where it is wanted: nothing has the name, a deleted vault holds it (looked for
 * in every subscription that the caller sees, the wanted one first), or a vault elsewhere has it. Throws VendorError.
 */
export async function findVaultName(
  azure: AzureClient,
  subscriptionId: string,
  { name, location }: { name: string; location: string },
): Promise<Absent> {
  const answer = await azure.checkVaultName(subscriptionId, name).catch((error: unknown) => {
    if (error instanceof VendorError && error.failure.kind === "refused") return null;
    throw error;
  });
  if (answer === null)
    return { ...NOTHING, softDeleted: await azure.getDeletedVault(subscriptionId, location, name) };
  if (answer.available || answer.reason === "invalid") return NOTHING;
  const seen = (await orNull(() => azure.listSubscriptions())) ?? [];
  const own = seen.find(({ id }) => same(id, subscriptionId)) ?? { id: subscriptionId, name: subscriptionId };
  const places = [own, ...seen.filter(({ id }) => !same(id, subscriptionId))].slice(0, SEARCHED);
  for (const place of places) {
    const deleted = await orNull(() => azure.listDeletedVaults(place.id));
    const found = deleted?.find((vault) => same(vault.name, name));
    if (!found) continue;
    const { deletedOn, purgeOn } = found;
    return {
      ...NOTHING,
      softDeleted: { deletedOn, purgeOn, place: { ...found.place, subscriptionName: place.name } },
    };
  }
  for (const place of places) {
    const vaults = await orNull(() => azure.listVaults(place.id));
    const found = vaults?.find((vault) => same(vault.name, name));
    if (found) return { ...NOTHING, taken: { id: found.id, freeName: null } };
  }
  return { ...NOTHING, taken: { id: null, freeName: await firstFree(azure, subscriptionId, name) } };
}

async function firstFree(azure: AzureClient, subscriptionId: string, name: string): Promise<string | null> {
  for (const candidate of freeNames(name)) {
    const answer = await orNull(() => azure.checkVaultName(subscriptionId, candidate));
    if (answer?.available) return candidate;
  }
  return null;
}
