import { route } from "../core/match";
import { json } from "../core/reply";
import { findVault } from "../keyvault/vault-model";
import { SURFACES } from "./api-versions";
import { type ArmCall, type ArmRoute, bodyOf, requireAction, subscriptionOf } from "./arm-call";
import { ArmError, badRequest } from "./arm-error";

const NAME = /^(?!.*--)[A-Za-z][A-Za-z0-9-]{1,22}[A-Za-z0-9]$/;

/** VaultNameNotValid for a name that Key Vault does not take, else null. */
export function vaultNameRefusal(name: string): ArmError | null {
  if (NAME.test(name)) return null;
  return new ArmError(
    400,
    "VaultNameNotValid",
    `The vault name '${name}' is invalid. A vault's name must be between 3-24 alphanumeric characters. The name must ` +
      "begin with a letter, end with a letter or digit, and not contain consecutive hyphens. Follow this link for " +
      "more information: https://go.microsoft.com/fwlink/?linkid=2147742",
  );
}

/** Names are unique in the world: this one is somebody else's, or in another group. */
export function nameInUse(name: string): ArmError {
  return new ArmError(
    409,
    "VaultAlreadyExists",
    `The vault name '${name}' is already in use. Vault names are globaly unique so it is possible that the name is ` +
      "already taken. If you are sure that the vault name was not taken then it is possible that a vault with the " +
      "same name was recently deleted but not purged after being placed in a recoverable state. If the vault is in a " +
      "recoverable state then the vault will need to be purged before reusing the name. For more information on soft " +
      "delete and purging a vault follow this link https://go.microsoft.com/fwlink/?linkid=2147740.",
  );
}

/** The name belongs to a deleted vault that the caller's subscription still holds. */
export function nameHeldByDeleted(): ArmError {
  return new ArmError(
    409,
    "ConflictError",
    "A vault with the same name already exists in deleted state. You need to either recover or purge existing key " +
      "vault. Follow this link https://go.microsoft.com/fwlink/?linkid=2149745 for more information on soft delete.",
  );
}

function checkNameAvailability(call: ArmCall) {
  const scope = `/subscriptions/${subscriptionOf(call).id}`;
  requireAction(call, "Microsoft.KeyVault/checkNameAvailability/read", scope);
  const { name, type } = bodyOf(call);
  if (typeof name !== "string" || String(type).toLowerCase() !== "microsoft.keyvault/vaults") {
    throw badRequest("An invalid value was provided for 'type'.");
  }
  const wrongName = vaultNameRefusal(name);
  if (wrongName) {
    return json(200, { nameAvailable: false, reason: "AccountNameInvalid", message: wrongName.message });
  }
  if (findVault(call.world.state, name)) {
    return json(200, { nameAvailable: false, reason: "AlreadyExists", message: nameInUse(name).message });
  }
  return json(200, { nameAvailable: true });
}

export const vaultNameRoutes: ArmRoute[] = [
  [
    route("POST", "/subscriptions/{subscription}/providers/Microsoft.KeyVault/checkNameAvailability"),
    { surface: SURFACES.vaults, handle: checkNameAvailability },
  ],
];
