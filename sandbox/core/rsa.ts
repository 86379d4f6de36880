import { generateKeyPair } from "node:crypto";
import { promisify } from "node:util";

const generate = promisify(generateKeyPair);

/** A new RSA private key of `size` bits as PKCS#8 PEM. */
export async function generateRsa(size: number): Promise<string> {
  const { privateKey } = await generate("rsa", {
    modulusLength: size,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
  return privateKey;
}
