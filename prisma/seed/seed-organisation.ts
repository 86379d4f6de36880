import type { AuditAction } from "@/lib/cmk/audit-actions";
import { PART_IDS } from "@/lib/cmk/parts";
import { appendAudit } from "@/lib/db/audit";
import { createOrganisation, type Organisation } from "@/lib/db/organisations";
import type { Sealed } from "@/lib/db/secrets/seal";
import { putSecret } from "@/lib/db/secrets/secrets";
import { saveChoices } from "@/lib/db/setups";
import { makeStatement } from "@/lib/db/statements";
import type { Transaction } from "@/lib/db/transaction";
import type { User } from "@/lib/db/users";
import { demoChoices, demoStatements } from "./demo-setup";
import type { DemoOrganisation } from "./manifest";

export type SealedOrganisation = { id: string; demo: DemoOrganisation; sealed: Sealed };

function recorder(tx: Transaction, organisationId: string, at: Date) {
  const actor = { kind: "system", name: "Demo" } as const;
  return (action: AuditAction, subject: string, after: unknown) =>
    appendAudit(tx, { organisationId, at, actor, action, subject, after, correlationId: "seed" });
}

/** One organisation with its Adobe credential. */
export async function seedOrganisation(
  tx: Transaction,
  { id, demo, sealed }: SealedOrganisation,
  at: Date,
): Promise<Organisation> {
  const { name, imsOrgId, region, shield, cjaBought, tenantId, subscriptionId, adobeClientId } = demo;
  const azure = { azureTenantId: tenantId, azureSubscriptionId: subscriptionId };
  const facts = { name, imsOrgId, region, shield, cjaBought, ...azure };
  const organisation = await createOrganisation(tx, facts, null, id);
  await putSecret(tx, { organisationId: id, kind: "adobe", name: adobeClientId, sealed, at });
  const record = recorder(tx, id, at);
  await record("organisation.created", name, facts);
  await record("credential.saved", name, { clientId: adobeClientId });
  return organisation;
}

/** What was decided and stated in it before the demo begins, by one of its admins. */
export async function seedProgress(
  tx: Transaction,
  { id: organisationId }: Organisation,
  demo: DemoOrganisation,
  admin: User,
  at: Date,
): Promise<void> {
  const record = recorder(tx, organisationId, at);
  for (const part of PART_IDS) {
    const choices = demoChoices(demo, part);
    if (!choices) continue;
    await saveChoices(tx, organisationId, part, choices, 1);
    await record("choice.saved", part, choices);
  }
  for (const { daysAgo, ...statement } of demoStatements(demo)) {
    const statedAt = new Date(at.getTime() - daysAgo * 86_400_000);
    const by = { statedBy: admin.id, statedByName: admin.displayName, statedAt };
    const statedOn = statedAt.toISOString().slice(0, 10);
    await makeStatement(tx, { organisationId, ...statement, ...by, statedOn });
    const { part, step, reference } = statement;
    await record("statement.made", `${part}/${step}`, {
      reference,
      statedOn,
      statedByName: admin.displayName,
    });
  }
}
