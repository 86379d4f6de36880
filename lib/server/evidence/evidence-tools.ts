import "server-only";
import { hkdfSync } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { calculateJwkThumbprint } from "jose";
import { createVaultSigner } from "@/lib/azure/evidence-signer";
import { env } from "@/lib/env";
import { wordsOf } from "@/lib/i18n/words-of";
import type { EvidenceTools } from "@/lib/services/evidence/evidence-tools";
import type { Signer } from "@/lib/services/evidence/signer";
import { applicationIdentity } from "../clouds/application-identity";
import { localSigner } from "./local-signer";

/** What signs evidence: a Key Vault key of Clavis's own directory where one is named, else a local key. */
async function openSigner(): Promise<Signer> {
  const { CLAVIS_SIGNING_KEY_ID: keyId, CLAVIS_SIGNING_KEY_FILE, CLAVIS_DATA, ENTRA_TENANT } = env();
  const signer = keyId
    ? await createVaultSigner(keyId, applicationIdentity(ENTRA_TENANT))
    : localSigner(CLAVIS_SIGNING_KEY_FILE ?? join(CLAVIS_DATA, "signing-key.pem"));
  return { ...signer, keyId: await calculateJwkThumbprint(signer.jwk) };
}

const versionOf = () =>
  (JSON.parse(readFileSync(join(process.cwd(), "package.json"), "utf8")) as { version: string }).version;

/** What evidence takes, of this installation. The signer is opened anew for each pack: a rotation needs no restart. */
export function evidenceTools(): EvidenceTools {
  return {
    signer: openSigner,
    wordsOf: (locale) => wordsOf(locale === "fr" ? "fr" : "en"),
    maskKey: new Uint8Array(hkdfSync("sha256", env().CLAVIS_SECRET_KEY, "", "clavis masked ids", 32)),
    version: versionOf(),
  };
}
