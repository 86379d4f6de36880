import { expect, it } from "vitest";
import { changedFields } from "./changed-fields";

it("keeps what differs, and nothing else", () => {
  const before = { name: "Contoso", region: "va7", shield: null };
  const after = { name: "Contoso Health", region: "va7", vault: { name: "kv" } };
  expect(changedFields(before, after)).toEqual([
    { name: "name", before: "Contoso", after: "Contoso Health" },
    { name: "vault", before: null, after: '{"name":"kv"}' },
  ]);
  expect(changedFields(null, null)).toEqual([]);
});
