import { expect, it } from "vitest";
import { AUDIT_ACTIONS } from "@/lib/db/audit-actions";
import { AUDIT_FILTER_ACTIONS } from "./filter-actions";

it("offers every action that belongs to an organisation, and no other", () => {
  const own = AUDIT_ACTIONS.filter((action) => !action.startsWith("sign-"));
  expect([...AUDIT_FILTER_ACTIONS].sort()).toEqual([...own].sort());
});
