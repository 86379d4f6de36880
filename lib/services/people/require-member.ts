import "server-only";
import { type BoundPerson, listPeople } from "@/lib/db/people";
import type { Transaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import type { OrganisationContext } from "../context";

/**
 * The member of this organisation that is to be changed. Throws NOT_FOUND, and CONFLICT (`details.reason`
 * `bound-everywhere`) for somebody who is bound to all organisations and not to this one.
 */
export async function requireMember(
  tx: Transaction,
  context: OrganisationContext,
  userId: string,
): Promise<BoundPerson> {
  const own = (await listPeople(tx, context.organisationId, context.now())).filter(
    (member) => member.userId === userId,
  );
  const member = own.find(({ everywhere }) => !everywhere);
  if (member) return member;
  if (own.length === 0) throw new AppError("NOT_FOUND", "There is no such member.");
  throw new AppError("CONFLICT", "The person is bound to all organisations.", {
    details: { reason: "bound-everywhere" },
  });
}

/** An organisation that nobody can administer is lost to its people. Throws CONFLICT (`last-admin`). */
export async function requireOtherAdmin(
  tx: Transaction,
  context: OrganisationContext,
  userId: string,
): Promise<void> {
  const members = await listPeople(tx, context.organisationId, context.now());
  if (members.some((member) => member.role === "admin" && member.userId !== userId)) return;
  throw new AppError("CONFLICT", "The organisation would have no administrator left.", {
    details: { reason: "last-admin" },
  });
}
