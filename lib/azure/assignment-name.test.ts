import { expect, test } from "vitest";
import { assignmentName } from "./assignment-name";

const SCOPE = "/subscriptions/s/resourceGroups/g/providers/Microsoft.KeyVault/vaults/v";

test("the same three always have the same name, however they are written", () => {
  const name = assignmentName(SCOPE, "Principal", "role");
  expect(name).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(assignmentName(`${SCOPE.toUpperCase()}/`, "principal", "ROLE")).toBe(name);
});

test("another scope, principal or role has another name", () => {
  const names = [
    assignmentName(SCOPE, "p", "r"),
    assignmentName(`${SCOPE}2`, "p", "r"),
    assignmentName(SCOPE, "p2", "r"),
    assignmentName(SCOPE, "p", "r2"),
  ];
  expect(new Set(names).size).toBe(names.length);
});
