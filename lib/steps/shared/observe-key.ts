import "server-only";
import type { AzureClient } from "@/lib/azure/ports";
import type { Absent } from "@/lib/cmk/facts";
import type { Observer, StepContext } from "../step";
import { conclude, look, unseen } from "./look";
import { orNull } from "./or-null";
import { readKeys } from "./read-keys";

/** The chosen key in the vault seen before, or whether one of its name is soft-deleted. */
export const observeKey: Observer = async (context) => {
  const { facts, choices } = context.input;
  const seen = facts.vault;
  if (!seen) return [];
  if ("failure" in seen) return [unseen("key", seen)];
  if (!seen.value.exists) return [conclude(context, "key", "azure", { exists: false, softDeleted: null })];
  const vault = seen.value;
  return [
    await look(context, "key", "azure", () =>
      readKeys(context, async (azure) => {
        const found = await azure.getKey(vault.id, choices.key.name);
        if (found) return found;
        return lookAmongDeleted(context, azure, vault.uri, choices.key.name);
      }),
    ),
  ];
};

/** Deleted keys are the data plane's: where it hides them from the person, the watching identity may still see them. */
async function lookAmongDeleted(
  { watchingAzure }: StepContext,
  azure: AzureClient,
  vaultUri: string,
  name: string,
): Promise<Absent> {
  const own = await azure.getDeletedKey(vaultUri, name);
  const others =
    own.hidden && watchingAzure
      ? await orNull(async () => (await watchingAzure()).getDeletedKey(vaultUri, name))
      : null;
  const { softDeleted, hidden } = others && !others.hidden ? others : own;
  return { exists: false, softDeleted, ...(hidden ? { hidden } : {}) };
}
