import "server-only";
import { storeOfTier } from "@/lib/cmk/key-store";
import type { FactInput, Observer } from "../step";
import { findVaultName } from "./find-vault-name";
import { conclude, look, unseen } from "./look";
import { readKeys } from "./read-keys";

/** The chosen vault, or whether one of its name is soft-deleted; for CJA also the names of the keys in it. */
export const observeVault: Observer = async (context) => {
  const { part, organisation, choices } = context.input;
  const { resourceGroup, name, location, sku } = choices.vault;
  const vault = await look(context, "vault", "azure", async () => {
    const azure = await context.azure();
    const { azureSubscriptionId } = organisation;
    if (storeOfTier(sku) === "hsm") {
      const hsm = await azure.getManagedHsm(azureSubscriptionId, resourceGroup, name);
      return (
        hsm ?? { exists: false, softDeleted: await azure.getDeletedManagedHsm(azureSubscriptionId, name) }
      );
    }
    const found = await azure.getVault(azureSubscriptionId, resourceGroup, name);
    if (found) return found;
    return findVaultName(azure, azureSubscriptionId, { name, location });
  });
  return part === "cja" ? [vault, await keysIn(context, vault)] : [vault];
};

async function keysIn(context: Parameters<Observer>[0], vault: FactInput): Promise<FactInput> {
  if ("failure" in vault) return unseen("vaultKeys", vault);
  const found = vault.subject === "vault" && vault.value.exists ? vault.value : null;
  if (!found) return conclude(context, "vaultKeys", "azure", { names: [] });
  return look(context, "vaultKeys", "azure", async () => ({
    names: await readKeys(context, (azure) => azure.listKeyNames(found.id)),
  }));
}
