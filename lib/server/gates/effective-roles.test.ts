import { describe, expect, it } from "vitest";
import type { Role } from "@/lib/cmk/permissions";
import type { Person } from "../session/session";
import { organisationsWith, rolesIn } from "./effective-roles";

const person = (appRoles: Role[], memberships: Person["memberships"]): Person => ({
  user: {
    id: "u",
    tenantId: "t",
    objectId: "o",
    upn: "u@example.test",
    name: "U",
    locale: null,
    theme: null,
    timeZone: null,
  },
  appRoles,
  memberships,
});

describe("roles in an organisation", () => {
  it.each([
    ["bound and granted", ["admin"], [{ organisationId: "a", role: "admin" }], ["admin"]],
    ["bound, no longer granted", [], [{ organisationId: "a", role: "admin" }], []],
    ["granted, not bound", ["admin"], [], []],
    ["bound elsewhere", ["admin"], [{ organisationId: "b", role: "admin" }], []],
    ["bound to all", ["support"], [{ organisationId: null, role: "support" }], ["support"]],
    ["granted another role", ["leader"], [{ organisationId: "a", role: "admin" }], []],
  ] as [string, Role[], Person["memberships"], Role[]][])("%s", (_name, appRoles, memberships, expected) => {
    expect(rolesIn(person(appRoles, memberships), "a")).toEqual(expected);
  });
});

describe("organisations with a permission", () => {
  const mixed = person(
    ["admin", "leader"],
    [
      { organisationId: "a", role: "admin" },
      { organisationId: "b", role: "leader" },
      { organisationId: "c", role: "support" },
    ],
  );
  it("are those whose role carries it", () => {
    expect(organisationsWith(mixed, "compliance.read")).toEqual(["a", "b"]);
    expect(organisationsWith(mixed, "audit.read")).toEqual(["a"]);
    expect(organisationsWith(mixed, null)).toEqual(["a", "b"]);
  });
  it("are all for somebody bound to all, unless the role does not carry it", () => {
    const leader = person(["leader"], [{ organisationId: null, role: "leader" }]);
    expect(organisationsWith(leader, "compliance.read")).toBe("*");
    expect(organisationsWith(leader, "audit.read")).toEqual([]);
  });
});
