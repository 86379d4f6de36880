import { cloudOfLocation } from "../core/clouds";
import { verifyBearer } from "../core/tokens";
import type { Caller, SandboxRequest, Vault, World } from "../core/types";
import { type NetworkRefusal, refusalByNetwork, rulesInEffect } from "./firewall";
import { describeCaller } from "./vault-call";
import { VaultError } from "./vault-error";

/** Tokens are for all vaults of a cloud, or for all its managed HSMs. */
function audienceOf(vault: Vault): string {
  const { vaultSuffix, hsmSuffix } = cloudOfLocation(vault.location);
  return `https://${vault.sku === "managed-hsm" ? hsmSuffix : vaultSuffix}`;
}

function challenge(vault: Vault, message: string): VaultError {
  const authority = `https://${cloudOfLocation(vault.location).login}/${vault.tenantId}`;
  return new VaultError(401, "Unauthorized", message, null, {
    "www-authenticate": `Bearer authorization="${authority}", resource="${audienceOf(vault)}"`,
  });
}

const MESSAGES: Record<NetworkRefusal, string> = {
  ForbiddenByNsp: "The request was forbidden by NSP policy.",
  ForbiddenByFirewall: "Client address is not authorized and caller is not a trusted service.",
  ForbiddenByConnection:
    "Connection is not an approved private link and caller was ignored because bypass is not set to " +
    "'AzureServices' and PublicNetworkAccess is set to 'Disabled'.",
};

/** Who is calling: token first, then the vault's tenant, then its firewall. Throws what the vault answers else. */
export function authenticate(request: SandboxRequest, world: World, vault: Vault): Caller {
  const verdict = verifyBearer(request, world, [audienceOf(vault)]);
  if (!verdict.ok) {
    const messages = {
      missing: "AKV10000: Request is missing a Bearer or PoP token.",
      expired: "[TokenExpired] Error validating token: the token expired.",
      audience: `AKV10022: Invalid audience. Expected ${audienceOf(vault)}, found: ${verdict.detail}.`,
      signature: "AKV10046: Unable to resolve the key used for signature validation.",
    };
    throw challenge(vault, messages[verdict.reason]);
  }
  const { caller } = verdict;
  if (caller.tenantId !== vault.tenantId) {
    const issuer = (tenantId: string) => `https://sts.windows.net/${tenantId}/`;
    throw challenge(
      vault,
      `AKV10032: Invalid issuer. Expected one of ${issuer(vault.tenantId)}, found ${issuer(caller.tenantId)}.`,
    );
  }
  const rules = rulesInEffect(vault, world.now(), world.state.settings.firewallDelayMs);
  const refusal = refusalByNetwork(rules, { address: request.clientAddress, trustedService: false });
  if (refusal) {
    const lines = [
      MESSAGES[refusal],
      `Client address: ${request.clientAddress}`,
      `Caller: ${describeCaller(caller)}`,
      `Vault: ${vault.name};location=${vault.location}`,
    ];
    throw new VaultError(403, "Forbidden", lines.join("\r\n"), refusal);
  }
  return caller;
}
