import { z } from "zod";

/** One plain address, lower case: no name, no quotes, nothing that could begin another header. */
export const mailAddress = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, "too-long")
  .regex(/^[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[a-z0-9-]+(\.[a-z0-9-]+)+$/, "mail-address");

/** The part behind the @. */
export const domainOf = (address: string): string => address.slice(address.lastIndexOf("@") + 1);

/** Whether mail may go there: to a member of the organisation, or into a domain that the operator named. */
export function isAllowedRecipient(
  address: string,
  { members, domains }: { members: readonly string[]; domains: readonly string[] },
): boolean {
  const low = address.toLowerCase();
  return members.some((member) => member.toLowerCase() === low) || domains.includes(domainOf(low));
}
