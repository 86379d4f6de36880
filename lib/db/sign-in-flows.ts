import "server-only";
import { database } from "./client";
import { sha256 } from "./json";
import type { KeyWrapper } from "./secrets/key-wrapper";
import { openSecret, sealSecret } from "./secrets/seal";
import { reaching } from "./unavailable";

/** One trip to the sign-in page and back: what the way back is checked against. */
export type SignInFlow = { nonce: string; codeVerifier: string; returnTo: string };

const purpose = (stateHash: string) => `sign-in/${stateHash}`;

/** Remembers a trip under its `state` (kept as a hash only) until it expires. Needs no scope: nobody is signed in. */
export async function saveSignInFlow(
  wrapper: KeyWrapper,
  flow: SignInFlow & { state: string; expiresAt: Date },
): Promise<void> {
  const stateHash = sha256(flow.state);
  const { nonce, codeVerifier, returnTo, expiresAt } = flow;
  // The page to return to may be a hand-over's link, which is nowhere in plain text.
  const text = JSON.stringify([codeVerifier, returnTo]);
  const { nonce: sealNonce, ...sealed } = await sealSecret(wrapper, purpose(stateHash), text);
  const data = [{ stateHash, nonce, expiresAt, sealNonce, ...sealed }];
  await reaching(database().prisma.signInFlow.createMany({ data }));
}

/** The trip with this state, once: null when it is unknown, expired, or was taken before. */
export async function takeSignInFlow(
  wrapper: KeyWrapper,
  state: string,
  at: Date,
): Promise<SignInFlow | null> {
  const stateHash = sha256(state);
  const [row] = await reaching(
    database().prisma.signInFlow.updateManyAndReturn({
      where: { stateHash, usedAt: null, expiresAt: { gt: at } },
      data: { usedAt: at },
    }),
  );
  if (!row) return null;
  const text = await openSecret(wrapper, purpose(stateHash), { ...row, nonce: row.sealNonce });
  const [codeVerifier, returnTo] = JSON.parse(text) as [string, string];
  return { nonce: row.nonce, codeVerifier, returnTo };
}

/** Deletes trips that expired before this time. */
export async function deleteOldSignInFlows(before: Date): Promise<number> {
  return (await database().prisma.signInFlow.deleteMany({ where: { expiresAt: { lt: before } } })).count;
}
