import "server-only";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { calculateJwkThumbprint, type JWK } from "jose";
import { createVaultSigner } from "@/lib/azure/evidence-signer";
import { env } from "@/lib/env";
import type { ChainTools } from "@/lib/services/audit/chain-tools";
import { localSigner } from "@/lib/signing/local-signer";
import type { Signer } from "@/lib/signing/signer";
import { applicationIdentity } from "./clouds/application-identity";

/**
 * What signs evidence and checkpoints: a Key Vault key of Clavis's own directory where one is named, else a local key.
 * Opened anew each time: a rotation needs no restart.
 */
export async function openSigner(): Promise<Signer> {
  const { CLAVIS_SIGNING_KEY_ID: keyId, CLAVIS_SIGNING_KEY_FILE, CLAVIS_DATA, ENTRA_TENANT } = env();
  const signer = keyId
    ? await createVaultSigner(keyId, applicationIdentity(ENTRA_TENANT))
    : localSigner(CLAVIS_SIGNING_KEY_FILE ?? join(CLAVIS_DATA, "signing-key.pem"));
  return { ...signer, keyId: await calculateJwkThumbprint(signer.jwk) };
}

/** What looking after the audit log's chains takes, of this installation. */
export function chainTools(): ChainTools {
  const { CLAVIS_TRUSTED_SIGNING_KEYS_FILE: file } = env();
  const trusted = file ? (JSON.parse(readFileSync(file, "utf8")) as { keys: JWK[] }).keys : [];
  return { signer: openSigner, trusted };
}
