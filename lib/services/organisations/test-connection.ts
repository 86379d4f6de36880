import "server-only";
import { owningTenant } from "@/lib/cmk/owning-tenant";
import type { ConnectionTest } from "@/lib/cmk/views";
import { appendAudit } from "@/lib/db/audit";
import { getOrganisation } from "@/lib/db/organisations";
import { readWithScope, withScope } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import { VendorError } from "@/lib/vendor-error";
import { auditActor } from "../audit/audit-actor";
import { type Clouds, type OrganisationContext, requirePermission } from "../context";

type Result = ConnectionTest["results"][number];

/**
 * Asks Adobe and Azure whether the organisation's settings work: Adobe with the stored credential, Azure as the
 * signed-in person, and `watching` as Clavis itself. Every answer is a row; none of them throws. Audited.
 */
export async function testConnection(
  context: OrganisationContext,
  watching: Clouds,
): Promise<ConnectionTest> {
  requirePermission(context, "organisation.update");
  const { organisationId, scope } = context;
  const organisation = await readWithScope(scope, (tx) => getOrganisation(tx, organisationId));
  const { azureSubscriptionId: subscription, azureTenantId: tenant } = organisation;
  const [adobe, azure, reader] = await Promise.all([
    askAdobe(context.clouds),
    askAzure(context.clouds, subscription, tenant),
    askReader(watching, subscription),
  ]);
  const results = [...adobe, ...azure, reader];
  const at = context.now();
  const after = Object.fromEntries(
    results.map(({ id, state, detail }) => [id, detail === null ? state : `${state}: ${detail}`]),
  );
  await withScope(scope, (tx) =>
    appendAudit(tx, {
      organisationId,
      at,
      actor: auditActor(context.actor),
      action: "connection.tested",
      subject: organisation.name,
      after,
      correlationId: context.correlationId,
    }),
  );
  return { results, at: at.toISOString() };
}

/** What went wrong as an engineer would write it; anything unknown is a defect, and is thrown. */
function reasonOf(error: unknown): string {
  if (error instanceof VendorError) return error.failure.code ?? error.failure.kind;
  if (error instanceof AppError) return error.code;
  throw error;
}

// One call proves both: without a token it is never made, and only the permission makes it answer.
async function askAdobe(clouds: Clouds): Promise<Result[]> {
  try {
    const client = await clouds.adobe();
    const { applicationId } = await client.getAppRegistration();
    return [row("adobe-token", "passed"), row("adobe-permission", "passed", applicationId)];
  } catch (error) {
    const reason = reasonOf(error);
    const tokenRefused =
      error instanceof AppError || (error instanceof VendorError && error.failure.kind !== "refused");
    return tokenRefused
      ? [row("adobe-token", "failed", reason), row("adobe-permission", "unknown")]
      : [row("adobe-token", "passed"), row("adobe-permission", "failed", reason)];
  }
}

async function askAzure(clouds: Clouds, subscriptionId: string, tenantId: string): Promise<Result[]> {
  try {
    const found = await (await clouds.azure()).getSubscription(subscriptionId);
    if (!found) return [row("azure-subscription", "failed", "not-visible"), row("azure-tenant", "unknown")];
    const matches = found.tenantId.toLowerCase() === tenantId.toLowerCase();
    return [
      row("azure-subscription", "passed", found.name),
      row("azure-tenant", matches ? "passed" : "failed", found.tenantId),
    ];
  } catch (error) {
    const owner = error instanceof VendorError ? owningTenant(error.failure) : null;
    return [
      row("azure-subscription", "failed", reasonOf(error)),
      owner ? row("azure-tenant", "failed", owner) : row("azure-tenant", "unknown"),
    ];
  }
}

async function askReader(watching: Clouds, subscriptionId: string): Promise<Result> {
  try {
    const permissions = await (await watching.azure()).listPermissions(`/subscriptions/${subscriptionId}`);
    const reads = permissions.allowsAction("Microsoft.KeyVault/vaults/read");
    return row("azure-reader", reads ? "passed" : "failed", reads ? null : "no-read-right");
  } catch (error) {
    return row("azure-reader", "failed", reasonOf(error));
  }
}

function row(id: Result["id"], state: Result["state"], detail: string | null = null): Result {
  return { id, state, detail };
}
