import { randomBytes } from "node:crypto";
import { storeOfHost } from "../core/clouds";
import type { Guid, ServicePrincipal, Subscription, Vault, World } from "../core/types";
import { findHsm, findLocalGrant, isHsm, localAction } from "../hsm/local-access";
import { findDataGrant } from "../rbac/evaluate";
import { refusalByNetwork, rulesInEffect } from "./firewall";
import { seal, unseal } from "./key-crypto";
import { findKey, latest } from "./key-version";
import { rotateIfDue } from "./rotation";
import { refusalByState } from "./use-key";
import { OPERATIONS, policyAllows } from "./vault-call";
import { findVault, sweepExpired, vaultId } from "./vault-model";

export type ProbeAsk = {
  vaultUri: string;
  keyName: string;
  appId: Guid;
  callerAddress: string;
  trustedService: boolean;
};
export type ProbeResult = { ok: true } | { ok: false; reason: string };

const SMALLEST_KEY = 3072;
const NEEDED = ["get", "wrapKey", "unwrapKey"] as const;

function reachableVault(world: World, vaultUri: string): Vault | string {
  const host = URL.canParse(vaultUri) ? new URL(vaultUri).hostname : vaultUri;
  const hsm = storeOfHost("hsmSuffix", host);
  const name = host.split(".")[0] ?? "";
  const vault = hsm ? findHsm(world.state, name) : findVault(world.state, name);
  if (!vault) return `There is no vault at ${host}.`;
  if (vault.deleted) return `The vault ${vault.name} is deleted.`;
  if (Date.parse(vault.readyAt) > world.now().getTime()) return `The name ${host} does not resolve yet.`;
  return vault;
}

function subscriptionTrouble(subscription: Subscription | undefined): string | null {
  if (subscription?.state === "Enabled" || subscription?.state === "Warned") return null;
  return `The vault's subscription is ${subscription?.state ?? "gone"}.`;
}

function missingGrant(
  world: World,
  vault: Vault,
  principal: ServicePrincipal,
  keyName: string,
): string | null {
  const scope = `${vaultId(vault)}/keys/${keyName}`;
  for (const name of NEEDED) {
    const local = `/keys/${keyName}`;
    const allowed = isHsm(vault)
      ? findLocalGrant(world.state, vault, principal.id, localAction(name), local) !== null
      : vault.enableRbacAuthorization
        ? findDataGrant(world.state, principal.id, OPERATIONS[name].dataAction, scope, world.now()) !== null
        : policyAllows(vault, principal.id, OPERATIONS[name].policy);
    if (!allowed)
      return `ForbiddenByRbac: ${principal.displayName} may not ${name} with ${keyName} in ${vault.name}.`;
  }
  return null;
}

/** Wraps and unwraps a fresh secret as an application, through the same rules that any caller meets. */
export async function testKeyAccess(world: World, ask: ProbeAsk): Promise<ProbeResult> {
  const refuse = (reason: string): ProbeResult => ({ ok: false, reason });
  sweepExpired(world);
  const { state } = world;
  const vault = reachableVault(world, ask.vaultUri);
  if (typeof vault === "string") return refuse(vault);
  const trouble = subscriptionTrouble(state.subscriptions.find((one) => one.id === vault.subscriptionId));
  if (trouble) return refuse(trouble);
  const principal = state.servicePrincipals.find(
    (one) => one.appId === ask.appId && one.tenantId === vault.tenantId,
  );
  if (!principal)
    return refuse(`AADSTS700016: application ${ask.appId} has no service principal in ${vault.tenantId}.`);
  if (!principal.accountEnabled) return refuse(`AADSTS7000112: application ${ask.appId} is disabled.`);
  const rules = rulesInEffect(vault, world.now(), state.settings.firewallDelayMs);
  const network = refusalByNetwork(rules, { address: ask.callerAddress, trustedService: ask.trustedService });
  if (network) return refuse(`${network}: the firewall of ${vault.name} keeps ${ask.callerAddress} out.`);
  const denied = missingGrant(world, vault, principal, ask.keyName);
  if (denied) return refuse(denied);
  await rotateIfDue(world, vault);
  const key = findKey(state, vault, ask.keyName);
  if (!key || key.deleted)
    return refuse(`KeyNotFound: ${ask.keyName} is ${key ? "deleted" : "not"} in ${vault.name}.`);
  const version = latest(key);
  for (const use of ["wrapKey", "unwrapKey"] as const) {
    const refusal = refusalByState(version, use, world.now());
    if (refusal) return refuse(`${refusal.inner}: ${refusal.message}`);
  }
  if (!version.kty.startsWith("RSA") || version.size < SMALLEST_KEY || !version.privateKey) {
    return refuse(
      `The key is ${version.kty} ${version.size}; RSA of ${SMALLEST_KEY} bits or more is needed.`,
    );
  }
  const secret = randomBytes(32);
  const wrapped = seal(version.privateKey, "RSA-OAEP-256", secret);
  const back = wrapped && unseal(version.privateKey, "RSA-OAEP-256", wrapped);
  return back?.equals(secret) ? { ok: true } : refuse("The key did not give back what it wrapped.");
}
