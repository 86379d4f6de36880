import "server-only";
import type { FactSubject, VendorFailure } from "@/lib/cmk/facts";
import type { RefusedLooks } from "@/lib/cmk/input";
import type { PartId } from "@/lib/cmk/parts";
import { Prisma, type RefusedLook } from "./generated/client";
import { toJson } from "./json";
import { readRows } from "./read-rows";
import type { OrganisationId } from "./scope";
import { prismaOf, type Transaction } from "./transaction";

/** What the watching identity is refused to see now in several organisations in scope, by organisation and part. */
export async function listRefusedLooksOf(
  tx: Transaction,
  organisationIds: readonly string[],
): Promise<(organisationId: string) => Record<PartId, RefusedLooks>> {
  const rows = await readRows<RefusedLook>(
    tx,
    Prisma.sql`select * from refused_looks where organisation_id = any (${organisationIds}::uuid[])`,
  );
  return (organisationId) => {
    const refused: Record<PartId, RefusedLooks> = { aep: {}, cja: {} };
    for (const row of rows) {
      if (row.organisationId !== organisationId) continue;
      refused[row.part][row.subject as FactSubject] = {
        since: row.since.toISOString(),
        at: row.at.toISOString(),
        failure: row.failure as VendorFailure,
      };
    }
    return refused;
  };
}

/** Remembers that the watching identity was refused to see a subject; the time it began stays. */
export async function saveRefusedLook(
  tx: Transaction,
  organisationId: OrganisationId,
  look: { part: PartId; subject: FactSubject; at: Date; failure: VendorFailure },
): Promise<void> {
  const { part, subject, at } = look;
  const failure = toJson(look.failure) as object;
  await prismaOf(tx).refusedLook.upsert({
    where: { organisationId_part_subject: { organisationId, part, subject } },
    create: { organisationId, part, subject, since: at, at, failure },
    update: { at, failure },
  });
}

/** The watching identity saw these again. */
export async function endRefusedLooks(
  tx: Transaction,
  organisationId: OrganisationId,
  part: PartId,
  subjects: FactSubject[],
): Promise<void> {
  await prismaOf(tx).refusedLook.deleteMany({ where: { organisationId, part, subject: { in: subjects } } });
}
