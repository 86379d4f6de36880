import { afterAll, beforeAll, expect, test } from "vitest";
import { verifyPack } from "@/scripts/verify-evidence/verify-pack.mjs";
import { takePack, useTestSigningKey } from "@/test/evidence";
import { type Fabrikam, startFabrikam } from "@/test/fabrikam";

useTestSigningKey();
let fabrikam: Fabrikam;
let running: Fabrikam["running"];
let owner: Fabrikam["owner"];
let admin: Fabrikam["admin"];
let org: string;

beforeAll(async () => {
  fabrikam = await startFabrikam();
  ({ running, owner, admin, org } = fabrikam);
}, 120_000);
afterAll(() => fabrikam?.stop());

const away = (table: string) => owner.query(`alter table ${table} rename to gone_for_now`);
const back = (table: string) => owner.query(`alter table gone_for_now rename to ${table}`);
const make = () => running.call("POST", `/api/v1/orgs/${org}/evidence`, { browser: admin, body: {} });
const traces = async () => {
  const { rows } = await owner.query(
    "select (select count(*) from evidence_packs) as packs, (select count(*) from audit_entries where action = 'evidence.made') as told",
  );
  return rows[0];
};

test("a database that fails while a pack is made leaves a clear refusal, and nothing of the pack", async () => {
  await away("evidence_chunks");
  try {
    const answer = await make();
    expect(answer.status).toBeGreaterThanOrEqual(500);
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
    expect(await traces()).toEqual({ packs: "0", told: "0" });
  } finally {
    await back("evidence_chunks");
  }
});

test("one that fails while a pack is sent breaks the file off before its announced end, and the verifier refuses the rest", async () => {
  const { view, zip } = await takePack(running, admin, org);
  const path = `/api/v1/orgs/${org}/evidence/${view.id}`;
  const answer = await running.call("GET", path, { browser: admin });
  const reader = answer.body?.getReader();
  const pieces: Uint8Array[] = [];
  await away("evidence_chunks");
  try {
    await expect(
      (async () => {
        for (let next = await reader?.read(); next && !next.done; next = await reader?.read())
          pieces.push(next.value);
      })(),
    ).rejects.toThrow();
  } finally {
    await back("evidence_chunks");
  }
  const got = Buffer.concat(pieces);
  expect(Number(answer.headers.get("content-length"))).toBe(zip.length);
  expect(got.length).toBeLessThan(zip.length);
  expect(() => verifyPack(got, [])).toThrow();
});

test("after it is back, the next pack is whole", async () => {
  const { view, zip } = await takePack(running, admin, org);
  expect(verifyPack(zip, [view.keyId]).trusted).toBe(true);
});
