import "server-only";
import type { PartId } from "@/lib/cmk/parts";
import { sha256 } from "./json";
import { newId } from "./new-id";
import type { OrganisationId } from "./scope";
import { prismaOf, type Transaction } from "./transaction";

/** An answer as it is kept: redacted, and at most KEPT_CHARACTERS of it. */
export type KeptAnswer = {
  at: Date;
  vendor: string;
  method: string;
  address: string;
  status: number;
  body: string;
  truncated: boolean;
};

export const KEPT_CHARACTERS = 32_768;

/** Keeps answers that differ from the newest one of their address. */
export async function saveAnswers(
  tx: Transaction,
  organisationId: OrganisationId,
  part: PartId,
  answers: KeptAnswer[],
): Promise<void> {
  const prisma = prismaOf(tx);
  const known = await prisma.$queryRaw<{ method: string; address: string; hash: string }[]>`
    select distinct on (method, address) method, address, hash from vendor_answers
    where organisation_id = ${organisationId}::uuid and part = ${part}::part
      and address = any (${answers.map(({ address }) => address)})
    order by method, address, at desc, id desc`;
  const rows = answers.map((answer) => ({
    id: newId(),
    organisationId,
    part,
    ...answer,
    hash: sha256(`${answer.status} ${answer.body}`),
  }));
  const fresh = rows.filter(
    (row) =>
      !known.some(
        ({ method, address, hash }) => method === row.method && address === row.address && hash === row.hash,
      ),
  );
  if (fresh.length > 0) await prisma.vendorAnswer.createMany({ data: fresh });
}
