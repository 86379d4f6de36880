import "server-only";
import type { AdobeCredential } from "@/lib/cmk/schemas";
import { appendAudit } from "@/lib/db/audit";
import type { KeyWrapper } from "@/lib/db/secrets/key-wrapper";
import { type Sealed, sealSecret } from "@/lib/db/secrets/seal";
import { putSecret, secretPurpose, setSecretEnd } from "@/lib/db/secrets/secrets";
import type { Transaction } from "@/lib/db/transaction";
import { auditActor } from "../audit/audit-actor";
import type { Context } from "../context";

/** A credential whose secret can no longer be read without the wrapping key. */
export type SealedCredential = { clientId: string; sealed: Sealed };

/** Seals a credential for one organisation: before the transaction, as the wrapping key may be in Key Vault. */
export async function sealCredential(
  wrapper: KeyWrapper,
  organisationId: string,
  credential: AdobeCredential,
): Promise<SealedCredential> {
  const { clientId, clientSecret } = credential;
  return {
    clientId,
    sealed: await sealSecret(wrapper, secretPurpose(organisationId, "adobe", clientId), clientSecret),
  };
}

/** Stores a sealed credential, and that it was saved: by client id, the secret is nowhere in the trail. */
export async function saveCredential(
  tx: Transaction,
  context: Context,
  organisationId: string,
  { clientId, sealed }: SealedCredential,
): Promise<void> {
  const at = context.now();
  await putSecret(tx, { organisationId, kind: "adobe", name: clientId, sealed, at });
  const { correlationId } = context;
  const actor = auditActor(context.actor);
  await appendAudit(tx, {
    organisationId,
    at,
    actor,
    action: "credential.saved",
    subject: "adobe",
    after: { clientId },
    correlationId,
  });
}

/** Keeps the day on which the stored credential's secret ends, and that somebody said so, where it is a new day. */
export async function saveCredentialEnd(
  tx: Transaction,
  context: Context,
  organisationId: string,
  endsOn: string | null,
): Promise<void> {
  const before = await setSecretEnd(tx, organisationId, "adobe", endsOn);
  if (before === endsOn) return;
  await appendAudit(tx, {
    organisationId,
    at: context.now(),
    actor: auditActor(context.actor),
    action: "credential.end-set",
    subject: "adobe",
    before: { endsOn: before },
    after: { endsOn },
    correlationId: context.correlationId,
  });
}
