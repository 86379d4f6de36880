import "server-only";
import type { Scope } from "../scope";
import { prismaOf, readWithScope, withScope } from "../transaction";
import type { KeyWrapper } from "./key-wrapper";
import { rewrapSecret } from "./seal";

/** Wraps every secret in scope that `from` wrapped with `to` instead; returns how many. Safe to run again. */
export async function rotateSecrets(
  scope: Scope,
  from: KeyWrapper,
  to: KeyWrapper,
  at: Date,
): Promise<number> {
  const rows = await readWithScope(scope, (tx) =>
    prismaOf(tx).secret.findMany({ where: { keyId: from.keyId } }),
  );
  let rotated = 0;
  for (const row of rows) {
    const { keyId, wrappedKey } = await rewrapSecret(from, to, row);
    // Only while it is the same secret: one saved meanwhile has its own key already.
    const where = { id: row.id, nonce: row.nonce };
    const data = { keyId, wrappedKey, rotatedAt: at };
    rotated += await withScope(
      scope,
      async (tx) => (await prismaOf(tx).secret.updateMany({ where, data })).count,
    );
  }
  return rotated;
}
