import type { CheckId } from "./check-ids";

/** Families of checks, in the order of the catalogue. Wording: `checkFamilies.<id>`. */
export const CHECK_FAMILIES = ["ID", "ROL", "VLT", "NET", "KEY", "MON", "ADB"] as const;
export type CheckFamily = (typeof CHECK_FAMILIES)[number];

/** The family that an id begins with. */
export function familyOf(id: CheckId): CheckFamily {
  return id.split("-")[0] as CheckFamily;
}
