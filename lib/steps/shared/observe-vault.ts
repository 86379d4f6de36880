import "server-only";
import type { FactInput, Observer } from "../step";
import { findVaultName } from "./find-vault-name";
import { conclude, look } from "./look";
import { readKeys } from "./read-keys";

/** The chosen vault, or whether one of its name is soft-deleted; for CJA also the names of the keys in it. */
export const observeVault: Observer = async (context) => {
  const { part, organisation, choices } = context.input;
  const { resourceGroup, name, location } = choices.vault;
  const vault = await look(context, "vault", "azure", async () => {
    const azure = await context.azure();
    const found = await azure.getVault(organisation.azureSubscriptionId, resourceGroup, name);
    if (found) return found;
    return findVaultName(azure, organisation.azureSubscriptionId, { name, location });
  });
  return part === "cja" ? [vault, await keysIn(context, vault)] : [vault];
};

async function keysIn(context: Parameters<Observer>[0], vault: FactInput): Promise<FactInput> {
  if ("failure" in vault)
    return { subject: "vaultKeys", source: "azure", at: vault.at, failure: vault.failure };
  const found = vault.subject === "vault" && vault.value.exists ? vault.value : null;
  if (!found) return conclude(context, "vaultKeys", "azure", { names: [] });
  return look(context, "vaultKeys", "azure", async () => ({
    names: await readKeys(context, (azure) => azure.listKeyNames(found.id)),
  }));
}
