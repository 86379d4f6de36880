import "server-only";
import type { MomentData } from "@/lib/cmk/compare/fields";
import type { PartId } from "@/lib/cmk/parts";
import { observationsAt, toPartFacts } from "./observations";
import type { OrganisationId } from "./scope";
import { listStatements } from "./statements";
import { prismaOf, type Transaction } from "./transaction";

/** What was stored from a time on; `auditEntryId`: the entry that says who changed it and why. */
export type StoredVersion = {
  kind: "organisation" | "credential" | "policy" | "setup";
  part: PartId | null;
  at: Date;
  data: Record<string, unknown>;
  auditEntryId: string | null;
};

/** Everything that was known of an organisation at a moment: stored to the exact version, and seen as it was then. */
export async function readMoment(
  tx: Transaction,
  organisationId: OrganisationId,
  at: Date,
): Promise<MomentData> {
  const versions = (await prismaOf(tx).configurationVersion.findMany({
    where: { organisationId, at: { lte: at } },
    distinct: ["kind", "part"],
    orderBy: [{ kind: "asc" }, { part: "asc" }, { at: "desc" }, { id: "desc" }],
  })) as unknown as StoredVersion[];
  const stored = (kind: StoredVersion["kind"], part: PartId | null = null) =>
    versions.find((version) => version.kind === kind && version.part === part)?.data ?? null;
  const observations = (await observationsAt(tx, organisationId, at)).map((one) => ({
    ...one,
    lastObservedAt: one.lastObservedAt > at ? at : one.lastObservedAt,
  }));
  const until = at.toISOString();
  const statements = (await listStatements(tx, organisationId, { withdrawn: true })).filter(
    ({ statedAt, withdrawnAt }) => statedAt <= until && (withdrawnAt === null || withdrawnAt > until),
  );
  const part = (id: PartId) => ({
    saved: stored("setup", id),
    facts: toPartFacts(observations, id),
    statements: statements.filter((statement) => statement.part === id),
  });
  return {
    organisation: stored("organisation"),
    credential: stored("credential"),
    credentialAt: versions.find(({ kind }) => kind === "credential")?.at.toISOString() ?? null,
    policy: stored("policy"),
    parts: { aep: part("aep"), cja: part("cja") },
  };
}

/** What was stored between two moments, oldest first. */
export async function listVersions(
  tx: Transaction,
  organisationId: OrganisationId,
  after: Date,
  until: Date,
): Promise<StoredVersion[]> {
  return (await prismaOf(tx).configurationVersion.findMany({
    where: { organisationId, at: { gt: after, lte: until } },
    orderBy: [{ at: "asc" }, { id: "asc" }],
    take: 1000,
  })) as unknown as StoredVersion[];
}
