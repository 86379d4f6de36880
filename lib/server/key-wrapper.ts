import "server-only";
import { createKeyWrapper } from "@/lib/azure/key-wrapper";
import { type KeyWrapper, localKeyWrapper } from "@/lib/db/secrets/key-wrapper";
import { env } from "@/lib/env";
import { applicationIdentity } from "./clouds/application-identity";

let cached: KeyWrapper | undefined;

/** What wraps the data keys of secrets: a Key Vault key of Clavis's own directory where one is named, else a local key. */
export function keyWrapper(): KeyWrapper {
  const { CLAVIS_KEY_VAULT_KEY_ID: keyId, CLAVIS_SECRET_KEY, ENTRA_TENANT } = env();
  cached ??= keyId
    ? createKeyWrapper(keyId, applicationIdentity(ENTRA_TENANT))
    : localKeyWrapper(CLAVIS_SECRET_KEY);
  return cached;
}
