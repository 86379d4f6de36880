import { json } from "../core/reply";
import type { SandboxReply } from "../core/types";

/** A refusal in Key Vault's own shape: code, message and, for most, an inner code. */
export class VaultError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly inner: string | null = null,
    readonly headers: Record<string, string> = {},
  ) {
    super(message);
  }

  toReply(): SandboxReply {
    const innererror = this.inner ? { innererror: { code: this.inner } } : {};
    return json(
      this.status,
      { error: { code: this.code, message: this.message, ...innererror } },
      this.headers,
    );
  }
}

/** 400 BadParameter, the answer to most malformed requests. */
export function badParameter(message: string): VaultError {
  return new VaultError(400, "BadParameter", message);
}

/** 404 KeyNotFound, with the hint that the key may be recoverable. */
export function keyNotFound(name: string): VaultError {
  return new VaultError(
    404,
    "KeyNotFound",
    `A key with (name/id) ${name} was not found in this key vault. If you recently deleted this key you may be ` +
      "able to recover it using the correct recovery command. For help resolving this issue, please see " +
      "https://go.microsoft.com/fwlink/?linkid=2125182",
  );
}
