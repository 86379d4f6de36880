import { generateKeyPair } from "node:crypto";
import { promisify } from "node:util";

const generate = promisify(generateKeyPair);
const stock = new Map<number, string[]>();

/** Puts ready-made private keys (PKCS#8 PEM) aside, so that tests need not wait for new ones. */
export function stockRsa(size: number, keys: string[]): void {
  stock.set(size, [...(stock.get(size) ?? []), ...keys]);
}

/** A new RSA private key of `size` bits as PKCS#8 PEM; from the stock while it lasts. */
export async function generateRsa(size: number): Promise<string> {
  const ready = stock.get(size)?.shift();
  if (ready) return ready;
  const { privateKey } = await generate("rsa", {
    modulusLength: size,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
  return privateKey;
}
