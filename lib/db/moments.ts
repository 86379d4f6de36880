import "server-only";
import type { MomentData } from "@/lib/cmk/compare/fields";
import type { PartId } from "@/lib/cmk/parts";
import { type Observation, observationsAt, toPartFacts } from "./observations";
import type { OrganisationId } from "./scope";
import { listStatements, type Statement } from "./statements";
import { prismaOf, type Transaction } from "./transaction";

/** What was stored from a time on; `auditEntryId`: the entry that says who changed it and why. */
export type StoredVersion = {
  kind: "organisation" | "credential" | "policy" | "setup";
  part: PartId | null;
  at: Date;
  data: Record<string, unknown>;
  auditEntryId: string | null;
};

async function versionsAt(
  tx: Transaction,
  organisationId: OrganisationId,
  moments: readonly Date[],
): Promise<(StoredVersion & { moment: Date })[]> {
  return prismaOf(tx).$queryRaw`
    select m.moment, v.* from unnest(${moments}::timestamptz[]) m (moment), lateral (
      select distinct on (kind, part) kind, part::text, at, data, audit_entry_id as "auditEntryId"
      from configuration_versions where organisation_id = ${organisationId}::uuid and at <= m.moment
      order by kind, part, at desc, id desc) v`;
}

/**
 * Everything that was known of an organisation at some moments, in their order: stored to the exact version, and seen
 * as it was then.
 */
export async function readMoments(
  tx: Transaction,
  organisationId: OrganisationId,
  moments: readonly Date[],
): Promise<MomentData[]> {
  const versions = await versionsAt(tx, organisationId, moments);
  const observations = await observationsAt(tx, organisationId, moments);
  const statements = await listStatements(tx, organisationId, { withdrawn: true });
  return moments.map((moment) => {
    const of = <T extends { moment: Date }>(rows: T[]) =>
      rows.filter((row) => row.moment.getTime() === moment.getTime());
    return momentOf(moment, of(versions), of(observations), statements);
  });
}

/** The same of one moment. */
export async function readMoment(
  tx: Transaction,
  organisationId: OrganisationId,
  at: Date,
): Promise<MomentData> {
  const [moment] = await readMoments(tx, organisationId, [at]);
  return moment as MomentData;
}

function momentOf(
  at: Date,
  versions: StoredVersion[],
  observations: Observation[],
  allStatements: Statement[],
): MomentData {
  const stored = (kind: StoredVersion["kind"], part: PartId | null = null) =>
    versions.find((version) => version.kind === kind && version.part === part)?.data ?? null;
  const until = at.toISOString();
  const statements = allStatements.filter(
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
  return prismaOf(tx).$queryRaw`
    select kind, part::text, at, data, audit_entry_id as "auditEntryId"
    from configuration_versions where organisation_id = ${organisationId}::uuid and at > ${after} and at <= ${until}
    order by configuration_versions.at, id limit 1000`;
}
