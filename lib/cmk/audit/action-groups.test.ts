import { expect, it } from "vitest";
import { AUDIT_ACTIONS } from "../audit-actions";
import { ACTION_GROUP_IDS, actionsOf, groupOf } from "./action-groups";

it("finds every action of the closed list in one group", () => {
  expect(AUDIT_ACTIONS.filter((action) => groupOf(action) === null)).toEqual([]);
  expect(ACTION_GROUP_IDS.flatMap(actionsOf).sort()).toEqual([...AUDIT_ACTIONS].sort());
});
