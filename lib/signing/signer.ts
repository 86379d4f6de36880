import "server-only";

export type SigningAlgorithm = "ES256" | "PS256" | "RS256";

/** Signs evidence and checkpoints: with a key in Key Vault where one is configured, else with a local one. */
export type Signer = {
  /** RFC 7638 thumbprint of the public key. */
  readonly keyId: string;
  readonly algorithm: SigningAlgorithm;
  /** The public key alone. */
  readonly jwk: Record<string, string>;
  /** Where the private key is: an address in Key Vault, or `local`. */
  readonly source: string;
  /** The signature of these bytes as JWS has it (RFC 7518). Throws VendorError. */
  sign(bytes: Uint8Array): Promise<Uint8Array>;
};
