import type { Absent, VaultFacts } from "../facts";
import type { PartInput } from "../input";
import { storeOf } from "../key-store";
import { existence, type Verdict } from "./requirement";

const admin = (what: string) => ({ kind: "needs", who: "admin", what }) as const;
const same = (left: string, right: string) => left.toLowerCase() === right.toLowerCase();

/** Whether a soft-deleted vault can be recovered here: it goes back to where it was, and only there. */
export function isRecoverable(input: PartInput, { softDeleted }: Absent): boolean {
  const place = softDeleted?.place;
  if (!softDeleted || !place) return softDeleted !== null;
  return (
    same(place.subscriptionId, input.organisation.azureSubscriptionId) &&
    same(place.resourceGroup, input.choices.vault.resourceGroup)
  );
}

/** Whether the chosen vault is there and, if not, whose its name is: names are unique in all of Azure. */
export function vaultExistence(input: PartInput, value: VaultFacts | Absent): Verdict {
  const word = storeOf(input) === "hsm" ? "hsm" : "vault";
  const usual = existence(
    value.exists || !value.softDeleted ? "vault" : word,
    value,
    input.choices.vault.mode,
  );
  if (value.exists) return usual;
  const { softDeleted, taken } = value;
  if (softDeleted?.place && !isRecoverable(input, value)) {
    const { subscriptionName, subscriptionId, resourceGroup, location } = softDeleted.place;
    const elsewhere = !same(subscriptionId, input.organisation.azureSubscriptionId);
    const key = `${word}-deleted-${elsewhere ? "elsewhere" : "other-group"}`;
    const params = {
      subscription: subscriptionName,
      group: resourceGroup,
      location,
      date: softDeleted.purgeOn?.slice(0, 10) ?? "",
    };
    const fix = admin(elsewhere ? "choose-free-name" : "use-deleted-place");
    return { met: false, observed: "soft-deleted", reason: { key, params }, fix };
  }
  if (taken?.id)
    return {
      met: false,
      observed: taken.id,
      reason: { key: "vault-name-own" },
      fix: admin("choose-existing-vault"),
    };
  if (taken)
    return {
      met: false,
      observed: "taken",
      reason: { key: "vault-name-taken", params: { name: input.choices.vault.name } },
      fix: admin("choose-free-name"),
    };
  return usual;
}
