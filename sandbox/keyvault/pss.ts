import { randomBytes } from "node:crypto";

type Hash = (bytes: Buffer) => Buffer;

function mask(seed: Buffer, length: number, hash: Hash): Buffer {
  const blocks: Buffer[] = [];
  for (let counter = 0, have = 0; have < length; counter++) {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter);
    const block = hash(Buffer.concat([seed, count]));
    blocks.push(block);
    have += block.length;
  }
  return Buffer.concat(blocks).subarray(0, length);
}

function xor(a: Buffer, b: Buffer): Buffer {
  return Buffer.from(a.map((byte, index) => byte ^ (b[index] ?? 0)));
}

function clearTop(block: Buffer, unused: number): void {
  block[0] = (block[0] ?? 0) & (0xff >> unused);
}

/** EMSA-PSS encoding (RFC 8017, 9.1.1) of a ready digest, with a salt as long as the digest. */
export function encodePss(digest: Buffer, bits: number, hash: Hash): Buffer {
  const length = Math.ceil(bits / 8);
  const salt = randomBytes(digest.length);
  const check = hash(Buffer.concat([Buffer.alloc(8), digest, salt]));
  const padding = Buffer.alloc(length - salt.length - check.length - 2);
  const block = Buffer.concat([padding, Buffer.from([1]), salt]);
  const masked = xor(block, mask(check, block.length, hash));
  clearTop(masked, 8 * length - bits);
  return Buffer.concat([masked, check, Buffer.from([0xbc])]);
}

/** Whether an encoded block holds this digest (RFC 8017, 9.1.2). */
export function verifyPss(digest: Buffer, encoded: Buffer, bits: number, hash: Hash): boolean {
  const length = Math.ceil(bits / 8);
  const em = encoded.subarray(encoded.length - length);
  if (em.at(-1) !== 0xbc) return false;
  const check = em.subarray(length - digest.length - 1, length - 1);
  const masked = em.subarray(0, length - digest.length - 1);
  const block = xor(masked, mask(check, masked.length, hash));
  clearTop(block, 8 * length - bits);
  const salt = block.subarray(block.length - digest.length);
  return hash(Buffer.concat([Buffer.alloc(8), digest, salt])).equals(check);
}
