import type { PartInput } from "../input";
import type { Operation } from "../plan";

/**
 * The same operations, with the registration of Key Vault before them where a vault is to be made in a subscription
 * that never had one. Azure answers MissingSubscriptionRegistration otherwise. Source: Azure, resource providers.
 */
export function withProvider(
  operations: Operation[],
  { organisation }: PartInput,
  { providerRegistered }: { providerRegistered?: boolean | null },
): Operation[] {
  const makesVault = operations.some((operation) => operation.op === "create-vault");
  if (!makesVault || providerRegistered !== false) return operations;
  const subscriptionId = organisation.azureSubscriptionId;
  return [{ op: "register-provider", subscriptionId, namespace: "Microsoft.KeyVault" }, ...operations];
}
