import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { savePostures, takeStalePostures } from "@/lib/db/compliance/postures";
import { readTrend } from "@/lib/db/compliance/trend";
import { makeStatement } from "@/lib/db/statements";
import { EVERYTHING } from "@/lib/db/test-world";
import { readWithScope, withScope } from "@/lib/db/transaction";
import { openSetupWorld, type SetupWorld } from "@/test/setup-world";
import type { WideContext } from "../wide-context";
import { getCompliance } from "./get-compliance";
import { refreshPostures } from "./refresh-postures";

let world: SetupWorld;
beforeAll(async () => {
  world = await openSetupWorld();
}, 60_000);
afterAll(() => world?.end());

const wide = (): WideContext => ({ ...world.as(["leader"]), rolesIn: () => ["leader"] });
const everywhere = () => ({ ...wide(), scope: EVERYTHING });
const stale = async () =>
  (await world.owner.query("select organisation_id from postures where stale")).rows.map(
    (row: { organisation_id: string }) => row.organisation_id,
  );

const judged = (verdict: "protected" | "at-risk", heldSince: string) => ({
  organisationId: world.theirs.id,
  verdict,
  aep: "complete",
  cja: "complete",
  verifiedAt: heldSince,
  heldSince,
  cause: null,
  coming: [
    { part: "aep" as const, kind: "key-expires" as const, at: "2027-01-01T00:00:00.000Z", subject: "k" },
  ],
});

describe("a verdict that is stored", () => {
  it("is stale from the organisation's first moment, and once more when something it rests on changes", async () => {
    expect((await stale()).sort()).toEqual([world.mine.id, world.theirs.id].sort());
    expect(await refreshPostures(everywhere())).toBe(2);
    expect(await stale()).toEqual([]);
    await withScope(world.scope, (tx) =>
      makeStatement(tx, {
        organisationId: world.mine.id,
        part: "aep",
        step: "entitlement",
        reference: "C-1",
        text: null,
        statedOn: "2026-02-03",
        statedBy: null,
        statedByName: "Ada",
        statedAt: new Date(),
      }),
    );
    expect(await stale()).toEqual([world.mine.id]);
  });

  it("is brought up to date by whoever reads, in their own organisations alone", async () => {
    await world.owner.query("update postures set stale = true");
    const view = await getCompliance(wide());
    expect(view.rows.map(({ id }) => id)).toEqual([world.mine.id]);
    expect([view.total, view.found]).toEqual([1, 1]);
    expect(await stale()).toEqual([world.theirs.id]);
  });

  it("is refused to those without the permission", async () => {
    await expect(getCompliance({ ...wide(), actor: world.as([]).actor })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
  });

  it("keeps its period while nothing is another, and what is older is left out", async () => {
    const save = (row: ReturnType<typeof judged>, at: string) =>
      withScope(EVERYTHING, (tx) => savePostures(tx, [row], new Date(at)));
    await world.owner.query(
      `delete from posture_periods; update postures set evaluated_at = null, since = null where organisation_id = '${world.theirs.id}'`,
    );
    await save(judged("protected", "2026-03-01T00:00:00.000Z"), "2026-03-02T00:00:00Z");
    await save(judged("protected", "2026-03-03T00:00:00.000Z"), "2026-03-04T00:00:00Z");
    await save(judged("at-risk", "2026-03-05T00:00:00.000Z"), "2026-03-05T10:00:00Z");
    await save(judged("protected", "2026-03-01T00:00:00.000Z"), "2026-03-04T12:00:00Z");
    await save(judged("protected", "2026-03-05T00:00:00.000Z"), "2026-03-05T10:41:00Z");
    const { rows } = await world.owner.query(
      "select verdict, from_at, to_at from posture_periods order by from_at",
    );
    expect(
      rows.map((row: { verdict: string; from_at: Date; to_at: Date | null }) => [
        row.verdict,
        row.from_at.toISOString(),
        row.to_at?.toISOString() ?? null,
      ]),
    ).toEqual([
      ["protected", "2026-03-01T00:00:00.000Z", "2026-03-05T10:00:00.000Z"],
      ["at-risk", "2026-03-05T10:00:00.000Z", "2026-03-05T10:41:00.000Z"],
      ["protected", "2026-03-05T10:41:00.000Z", null],
    ]);
  });

  it("shows a loss of 41 minutes among 90 days, and nothing of the time before it was known", async () => {
    const to = new Date("2026-03-10T00:00:00Z");
    const from = new Date(to.getTime() - 90 * 86_400_000);
    const trend = await readWithScope(EVERYTHING, (tx) => readTrend(tx, { from, to }));
    expect(trend.points).toHaveLength(180);
    expect(trend.began).toBe("2026-03-01T00:00:00.000Z");
    expect(trend.points[0]).toMatchObject({ known: 0, protected: 0 });
    expect(trend.points.at(-1)).toMatchObject({ known: 1, protected: 1, atRisk: 0 });
    expect(trend.points.filter(({ least, known }) => known > 0 && least === 0)).toHaveLength(1);
    expect(trend.dips.map(({ at, until }) => [at, until])).toEqual([
      ["2026-03-05T10:00:00.000Z", "2026-03-05T10:41:00.000Z"],
    ]);
  });

  it("is taken by one worker at a time", async () => {
    await world.owner.query("update postures set stale = true");
    const order = { limit: 10, judgedBefore: new Date(0) };
    const both = await Promise.all([
      withScope(EVERYTHING, (tx) => takeStalePostures(tx, order)),
      withScope(EVERYTHING, (tx) => takeStalePostures(tx, order)),
    ]);
    expect(both.flat().sort()).toEqual([world.mine.id, world.theirs.id].sort());
  });
});
