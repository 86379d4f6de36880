import "server-only";
import { randomUUID } from "node:crypto";
import type { Permission } from "@/lib/cmk/permissions";
import type { Windows } from "@/lib/cmk/windows";
import { listMembershipsOf } from "@/lib/db/memberships";
import { grantScope, narrowScope } from "@/lib/db/scope";
import { readWithScope } from "@/lib/db/transaction";
import { getUser } from "@/lib/db/users";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import type { Context, OrganisationContext } from "@/lib/services/context";
import type { BatchContext } from "@/lib/services/watch/read-watched";
import type { WideContext } from "@/lib/services/wide-context";
import { cloudsFor, type KnownOrganisation } from "./clouds/clouds";
import { windows } from "./clouds/windows";
import { organisationContext, wideContext } from "./gates/contexts";
import { personOf } from "./session/person-of";

/**
 * Clavis itself, in one organisation, with the read-only application identity: for the worker. `known`: what a batch
 * has read of this organisation.
 */
export async function buildSystemContext(
  organisation: string,
  known?: KnownOrganisation,
): Promise<OrganisationContext> {
  const all = grantScope({ organisations: [organisation], userId: null });
  const { scope, organisationId } = narrowScope(all, organisation);
  const actor = { kind: "system", name: "Clavis" } as const;
  return {
    actor,
    scope,
    organisationId,
    correlationId: randomUUID(),
    now: () => new Date(),
    clouds: cloudsFor({ actor, scope, organisationId }, undefined, known),
    windows: windows(),
    cloud: env().AZURE_CLOUD,
  };
}

/**
 * A person who is not there, in one organisation: for the worker, which continues what they approved with their own
 * token. Their roles are those of their newest sign-in. Throws NOT_FOUND when they have none there any more.
 */
export async function buildContextForUser(
  userId: string,
  organisation: string,
): Promise<OrganisationContext> {
  const own = grantScope({ organisations: [], userId });
  const user = await readWithScope(own, (tx) => getUser(tx, userId));
  const person = personOf(user, await listMembershipsOf(userId));
  return organisationContext(person, organisation, randomUUID());
}

/**
 * A person who is not there, over the organisations in which they have a permission as of their newest sign-in: for
 * what is sent to them. Throws NOT_FOUND when there are none any more.
 */
export async function buildWideContextForUser(userId: string, permission: Permission): Promise<WideContext> {
  const own = grantScope({ organisations: [], userId });
  const user = await readWithScope(own, (tx) => getUser(tx, userId));
  const context = wideContext(personOf(user, await listMembershipsOf(userId)), permission, randomUUID());
  if (context.scope.organisations.length === 0)
    throw new AppError("NOT_FOUND", "The person has no such role any more.");
  return context;
}

/** Clavis itself over a few organisations and no other, without clouds: to read and write what they have in common. */
export async function buildBatchSystemContext(organisations: readonly string[]): Promise<BatchContext> {
  const scope = grantScope({ organisations, userId: null });
  return { ...(await buildWideSystemContext()), scope, cloud: env().AZURE_CLOUD };
}

/** Clavis itself over all organisations, without clouds: for the worker to find out what is to be done. */
export async function buildWideSystemContext(): Promise<Context & { windows: Windows }> {
  return {
    windows: windows(),
    actor: { kind: "system", name: "Clavis" },
    scope: grantScope({ organisations: "*", userId: null }),
    correlationId: randomUUID(),
    now: () => new Date(),
  };
}
