import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import type { ConfigFacts } from "@/lib/cmk/facts";
import { sameAddress } from "@/lib/cmk/ids";
import { withoutVersion } from "@/lib/cmk/requirements/adobe";
import { VendorError } from "@/lib/vendor-error";
import { adobeFailure } from "./errors";
import { isAdobeFailure } from "./failure";
import type { Gateway } from "./gateway";
import { SETTLE_WAITS_MS } from "./limits";
import { configAnswerSchema, mapStatus, mapSubmitted, submitAnswerSchema } from "./map";
import type { AdobeClient } from "./ports";

/** Where a configuration stands; null when Adobe knows none of this name. The name is case-sensitive. */
export async function getConfig(gateway: Gateway, name: string): Promise<ConfigFacts | null> {
  try {
    const path = `/customer/config/${encodeURIComponent(name)}?configType=BYOK_CONFIG`;
    return mapStatus(name, await gateway.get(path, configAnswerSchema));
  } catch (error) {
    if (isAdobeFailure(error, "absent")) return null;
    throw error;
  }
}

/**
 * Sends the key's address to Adobe. Irreversible, so never sent twice: a configuration that names this key
 * already is the answer, and when the answer to the POST is lost, the name is looked up before anything is said.
 * One that failed may be sent again. Throws VendorError; kind conflict when the name stands for another key.
 */
export async function submitKey(
  gateway: Gateway,
  operation: Parameters<AdobeClient["submitKey"]>[0],
): Promise<ConfigFacts> {
  const { configName, keyIdentifier } = operation;
  const before = await getConfig(gateway, configName);
  if (before && before.status !== "FAILED") return requireSameKey(before, keyIdentifier);
  const body = {
    name: configName,
    type: "BYOK_CONFIG",
    imsOrgId: operation.imsOrgId,
    configData: { providerType: "AZURE_KEYVAULT", keyVaultKeyIdentifier: keyIdentifier },
  };
  try {
    return mapSubmitted(
      configName,
      keyIdentifier,
      await gateway.post("/customer/config", body, submitAnswerSchema),
    );
  } catch (error) {
    if (!(error instanceof VendorError) || !mayHaveArrived(error)) throw error;
    const waits = error.failure.kind === "conflict" ? [] : SETTLE_WAITS_MS;
    const after = await lookAgain(gateway, configName, waits);
    if (after && after.status !== "FAILED") return requireSameKey(after, keyIdentifier);
    throw error;
  }
}

/** A refusal is certain; silence, a broken connection, a server's error or an unreadable answer are not. */
function mayHaveArrived({ failure }: VendorError): boolean {
  return failure.kind === "unavailable" || failure.kind === "nonsense" || failure.kind === "conflict";
}

async function lookAgain(
  gateway: Gateway,
  name: string,
  waits: readonly number[],
): Promise<ConfigFacts | null> {
  for (const wait of waits) {
    const found = await getConfig(gateway, name).catch(() => null);
    if (found && found.status !== "FAILED") return found;
    await sleep(wait);
  }
  return getConfig(gateway, name).catch(() => null);
}

function requireSameKey(found: ConfigFacts, keyIdentifier: string): ConfigFacts {
  const known = found.keyIdentifier;
  if (known === null || sameAddress(withoutVersion(known), withoutVersion(keyIdentifier))) return found;
  throw adobeFailure({
    status: 409,
    code: "ConfigurationExists",
    message: `The configuration ${found.name} names another key.`,
  });
}
