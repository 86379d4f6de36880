import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FRAMEWORKS } from "@/lib/cmk/checks/mappings";
import { CHECKS } from "@/lib/cmk/checks/registry";
import { controlState, controlsOf, unmappedChecks } from "@/lib/cmk/compliance/frameworks";
import { EVERYTHING } from "@/lib/db/test-world";
import { openSetupWorld, type SetupWorld } from "@/test/setup-world";
import type { WideContext } from "../wide-context";
import { getFramework } from "./get-framework";
import { getOrganisationFramework } from "./get-organisation-framework";
import { listFrameworks } from "./list-frameworks";

let world: SetupWorld;
beforeAll(async () => {
  world = await openSetupWorld();
}, 60_000);
afterAll(() => world?.end());

const wide = (): WideContext => ({ ...world.as(["leader"]), scope: EVERYTHING, rolesIn: () => ["leader"] });

/** Every check of both parts passes in an organisation, but those told. */
async function stand(organisation: string, states: Record<string, string>, absent: string[] = []) {
  await world.owner.query("delete from check_standings where organisation_id = $1", [organisation]);
  for (const { id, parts } of CHECKS.filter((check) => !absent.includes(check.id)))
    for (const part of parts)
      await world.owner.query(
        "insert into check_standings (organisation_id, part, check_id, state, since) values ($1, $2, $3, $4, now())",
        [organisation, part, id, states[id] ?? "pass"],
      );
}

describe("controls", () => {
  it("of every framework are supported by checks, in the order of their numbers, and the rest is said to be unmapped", () => {
    for (const framework of FRAMEWORKS) {
      const controls = controlsOf(framework);
      expect(controls.length).toBeGreaterThan(0);
      const mapped = new Set(controls.flatMap(({ checks }) => checks));
      expect(mapped.size + unmappedChecks(framework).length).toBe(CHECKS.length);
    }
    expect(controlsOf("cis-6.0").map(({ id }) => id)).toEqual([
      "6.1.1.4",
      "8.1.8.1",
      "8.3.1",
      "8.3.5",
      "8.3.6",
      "8.3.7",
      "8.3.8",
      "8.3.9",
      "8.3.10",
    ]);
    expect(unmappedChecks("hipaa")).toContain("ROL-01");
  });

  it("are as good as their worst check; what was not seen is no pass, and what is not watched no claim", () => {
    const one = (state: "pass" | "warn" | "fail" | "unknown", excepted = false) => ({ state, excepted });
    expect(controlState([])).toBe("not-watched");
    expect(controlState([one("pass"), one("pass")])).toBe("met");
    expect(controlState([one("pass"), one("warn")])).toBe("warning");
    expect(controlState([one("pass"), one("unknown")])).toBe("unseen");
    expect(controlState([one("unknown"), one("fail")])).toBe("not-met");
    expect(controlState([one("pass"), one("fail", true)])).toBe("excepted");
  });
});

describe("a framework over organisations", () => {
  it("counts what fails, what was not seen and what is not watched apart", async () => {
    await stand(world.mine.id, { "KEY-06": "fail", "KEY-08": "warn" }, ["MON-01"]);
    const view = await getFramework(wide(), "cis-6.0");
    const of = (control: string) => view.controls.find(({ id }) => id === control)?.counts;
    expect(of("8.3.1")).toMatchObject({ "not-met": 1, "not-watched": 1, met: 0 });
    expect(of("8.3.9")).toMatchObject({ warning: 1, "not-watched": 1 });
    expect(of("6.1.1.4")).toMatchObject({ unseen: 1, "not-watched": 1 });
    expect(of("8.3.5")).toMatchObject({ met: 1, "not-watched": 1 });
    expect(
      view.organisations.map(({ name, counts }) => [name, counts["not-met"], counts["not-watched"]]),
    ).toEqual([
      ["Mine", 1, 0],
      ["Theirs", 0, 9],
    ]);
    const { frameworks, watched } = await listFrameworks(wide());
    expect(watched).toBe(1);
    expect(frameworks.find(({ framework }) => framework === "cis-6.0")).toMatchObject({
      notMet: 1,
      unseen: 1,
    });
  });

  it("counts a failure that is lived with as an exception", async () => {
    await stand(world.mine.id, { "NET-06": "fail" });
    await world.owner.query(
      `insert into check_exceptions (id, organisation_id, part, check_id, owner_name, reason, expires_at, requested_by,
         requested_by_name, requested_at, decided_by, decided_by_name, decided_at, approved)
       select gen_random_uuid(), $1, part, 'NET-06', 'Owner', 'Adobe is to monitor from outside', now() + interval '9 days', $2, 'Ada',
         now(), $3, 'Bob', now(), true from (values ('aep'::part), ('cja'::part)) p(part)`,
      [world.mine.id, world.me.id, world.them.id],
    );
    const view = await getFramework(wide(), "cis-6.0");
    expect(view.controls.find(({ id }) => id === "8.3.7")?.counts).toMatchObject({
      excepted: 1,
      "not-met": 0,
    });
  });

  it("shows a person their own organisations alone, and refuses those without the permission", async () => {
    await stand(world.theirs.id, { "KEY-06": "fail" });
    const own: WideContext = { ...world.as(["leader"]), rolesIn: () => ["leader"] };
    expect((await getFramework(own, "cis-6.0")).organisations.map(({ name }) => name)).toEqual(["Mine"]);
    const nobody = { ...own, actor: world.as([]).actor };
    await expect(getFramework(nobody, "cis-6.0")).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(listFrameworks(nobody)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(getOrganisationFramework(world.as([]), "hipaa")).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
  });

  it("claims nothing for an organisation that was never complete", async () => {
    const view = await getOrganisationFramework(world.as(["leader"], world.theirs), "hipaa").catch(
      () => null,
    );
    const own = await getOrganisationFramework(world.as(["leader"]), "hipaa");
    expect(own.controls.every(({ state }) => state === "not-watched")).toBe(true);
    expect(view?.organisation.name ?? "Theirs").toBe("Theirs");
  });
});
