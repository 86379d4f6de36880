import "server-only";
import type { StepId } from "@/lib/cmk/parts";
import { valueOf } from "@/lib/cmk/value-of";
import type { StepContext } from "../step";
import { orNull } from "./or-null";

/** Whether the subscription may have vaults; asked only where one is to be made. null: not asked, or no answer. */
export async function askProvider(context: StepContext, steps: StepId[]): Promise<boolean | null> {
  const { organisation, choices, facts } = context.input;
  const makes =
    steps.includes("vault") && choices.vault.mode === "create" && valueOf(facts.vault)?.exists !== true;
  if (!makes) return null;
  return orNull(async () =>
    (await context.azure()).isProviderRegistered(organisation.azureSubscriptionId, "Microsoft.KeyVault"),
  );
}
