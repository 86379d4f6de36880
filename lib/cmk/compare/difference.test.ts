import { describe, expect, it } from "vitest";
import { differenceOf } from "./difference";
import { type Field, fieldsOf, momentFields } from "./fields";

const field = (name: string, value: string | null, subject = "vault"): Field => ({
  part: "aep",
  subject,
  name,
  value,
});

describe("fields of a value", () => {
  it("are its properties, with lists by what names their entries", () => {
    expect(
      fieldsOf({
        sku: null,
        ipRules: ["203.0.113.0/28", "20.88.123.53"],
        firewall: { defaultAction: "Deny" },
        list: [{ id: "/subscriptions/s/roleAssignments/r1", scope: "/s" }],
        empty: [],
        settling: { since: "2026-01-01" },
      }),
    ).toEqual([
      ["sku", "none"],
      ["ipRules", "20.88.123.53, 203.0.113.0/28"],
      ["firewall.defaultAction", "Deny"],
      ["list[r1].id", "/subscriptions/s/roleAssignments/r1"],
      ["list[r1].scope", "/s"],
      ["empty", "none"],
    ]);
    expect(fieldsOf("x")).toEqual([["value", "x"]]);
  });
});

describe("a difference", () => {
  it("is what changed, came and went; what is the same counts alone", () => {
    const before = [field("sku", "premium"), field("rbac", "true"), field("old", "1")];
    const after = [field("sku", "standard"), field("rbac", "true"), field("new", "2")];
    expect(differenceOf(before, after)).toEqual({
      total: 4,
      rows: [
        {
          part: "aep",
          subject: "vault",
          name: "sku",
          before: { kind: "value", text: "premium" },
          after: { kind: "value", text: "standard" },
        },
        {
          part: "aep",
          subject: "vault",
          name: "old",
          before: { kind: "value", text: "1" },
          after: { kind: "absent" },
        },
        {
          part: "aep",
          subject: "vault",
          name: "new",
          before: { kind: "absent" },
          after: { kind: "value", text: "2" },
        },
      ],
    });
  });
  it("of what nobody could see is one, and says so", () => {
    const { rows } = differenceOf([field("sku", "premium"), field("rbac", "true")], [field("", null)]);
    expect(rows).toEqual([
      {
        part: "aep",
        subject: "vault",
        name: "",
        before: { kind: "value", text: "" },
        after: { kind: "unseen" },
      },
    ]);
    expect(differenceOf([field("", null)], [field("", null)]).rows).toEqual([]);
  });
  it("of what nobody had looked at yet is one too: a first look shows no change", () => {
    expect(differenceOf([], [field("sku", "premium"), field("rbac", "true")]).rows).toEqual([
      {
        part: "aep",
        subject: "vault",
        name: "",
        before: { kind: "unseen" },
        after: { kind: "value", text: "" },
      },
    ]);
  });
  it("keeps organisations that did not exist apart from those that are empty", () => {
    const none = { saved: null, facts: {}, statements: [] };
    const nothing = { organisation: null, credential: null, policy: null, parts: { aep: none, cja: none } };
    const made = { ...nothing, organisation: { name: "Contoso", region: null } };
    expect(differenceOf(momentFields(nothing), momentFields(made)).rows).toMatchObject([
      { subject: "organisation", name: "name", before: { kind: "absent" }, after: { text: "Contoso" } },
      { subject: "organisation", name: "region", before: { kind: "absent" }, after: { text: "none" } },
    ]);
  });
});
