import type { KeyAddress } from "@/lib/cmk/key-address";
import { storeOfTier } from "@/lib/cmk/key-store";
import type { KeyCandidate, StepView, VaultCandidate } from "@/lib/cmk/views";
import type { StepActions } from "./use-step";

/** What a pasted address leads to: a choice, or a reason at the field (`errors.address.<problem>`). */
export type AddressTarget =
  | { ok: true; choose: () => void }
  | { ok: false; problem: string; params: Record<string, string> };

const refuse = (problem: string, params: Record<string, string> = {}): AddressTarget => ({
  ok: false,
  problem,
  params,
});
const same = (left: string, right: string) => left.toLowerCase() === right.toLowerCase();

function elsewhere(address: KeyAddress, view: StepView): AddressTarget | null {
  const { azureSubscriptionId } = view.organisation;
  return address.subscriptionId && !same(address.subscriptionId, azureSubscriptionId)
    ? refuse("other-subscription", { found: address.subscriptionId, expected: azureSubscriptionId })
    : null;
}

/** The vault that an address names, among those that can be seen, and with it the key. */
export function vaultTarget(
  address: KeyAddress,
  view: StepView,
  candidates: VaultCandidate[],
  choose: StepActions["choose"],
): AddressTarget {
  const wrong = elsewhere(address, view);
  if (wrong) return wrong;
  const found = candidates.find(
    ({ vault }) => same(vault.name, address.vault) && storeOfTier(vault.sku) === address.store,
  );
  if (!found && address.store === "hsm") return refuse("hsm-not-seen", { hsm: address.vault });
  if (!found) return refuse("vault-not-seen", { vault: address.vault });
  if (found.fit === "does-not-fit") return refuse("vault-does-not-fit", { vault: found.vault.name });
  const { name, resourceGroup, location, sku } = found.vault;
  return {
    ok: true,
    choose: () =>
      void choose({
        vault: { mode: "adopt", name, resourceGroup, location, sku: sku ?? "standard" },
        key: { mode: "adopt", name: address.key, size: 3072 },
      }),
  };
}

/** The key that an address names: it has to be in the vault that was chosen. */
export function keyTarget(
  address: KeyAddress,
  view: StepView,
  candidates: KeyCandidate[],
  choose: StepActions["choose"],
): AddressTarget {
  const wrong = elsewhere(address, view);
  if (wrong) return wrong;
  const { name: expected, sku } = view.choices.complete.vault;
  const other = !same(address.vault, expected) || storeOfTier(sku) !== address.store;
  if (other) return refuse("other-vault", { found: address.vault, expected });
  const found = candidates.find(({ key }) => same(key.name, address.key));
  if (!found) return refuse("key-not-seen", { key: address.key, vault: expected });
  if (found.fit === "does-not-fit") return refuse("key-does-not-fit", { key: found.key.name });
  const { name, size } = found.key;
  return {
    ok: true,
    choose: () => void choose({ key: { mode: "adopt", name, size: size === 4096 ? 4096 : 3072 } }),
  };
}
