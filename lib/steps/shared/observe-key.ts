import "server-only";
import type { Observer } from "../step";
import { conclude, look } from "./look";
import { readKeys } from "./read-keys";

/** The chosen key in the vault seen before, or whether one of its name is soft-deleted. */
export const observeKey: Observer = async (context) => {
  const { facts, choices } = context.input;
  const seen = facts.vault;
  if (!seen) return [];
  if ("failure" in seen) return [{ subject: "key", source: "azure", at: seen.at, failure: seen.failure }];
  if (!seen.value.exists) return [conclude(context, "key", "azure", { exists: false, softDeleted: null })];
  const vault = seen.value;
  return [
    await look(context, "key", "azure", () =>
      readKeys(context, async (azure) => {
        const found = await azure.getKey(vault.id, choices.key.name);
        if (found) return found;
        const { softDeleted, hidden } = await azure.getDeletedKey(vault.uri, choices.key.name);
        return { exists: false as const, softDeleted, ...(hidden ? { hidden } : {}) };
      }),
    ),
  ];
};
