import { describe, expect, it } from "vitest";
import type { OutcomeKind } from "@/lib/cmk/outcome";
import { type PartId, stepsOf } from "@/lib/cmk/parts";
import type { PartState } from "@/lib/cmk/progress";
import { nextStep } from "./next-step";

function part(id: PartId, kinds: OutcomeKind[]): PartState {
  const steps = stepsOf(id).map((step, index) => ({
    ...step,
    requirements: [],
    outcome: { kind: kinds[index] ?? "blocked", by: [] } as never,
  }));
  const next = steps.find((_, index) => kinds[index] !== "done")?.key ?? null;
  return { part: id, steps, done: 0, total: 7, status: "in-progress", next };
}
const done = (count: number): OutcomeKind[] => Array.from({ length: count }, () => "done");

describe("nextStep", () => {
  it("stays in the part while somebody can act there", () => {
    expect(nextStep([part("aep", ["done", "ready"]), part("cja", ["needs"])], "aep")).toBe("aep/vault");
    expect(nextStep([part("aep", ["done", "ready"]), part("cja", ["needs"])], "cja")).toBe("cja/entitlement");
  });
  it("goes to the other part while this one waits", () => {
    expect(nextStep([part("aep", [...done(6), "waiting"]), part("cja", ["needs"])], "aep")).toBe(
      "cja/entitlement",
    );
  });
  it("names what waits when nobody can act", () => {
    expect(nextStep([part("aep", [...done(6), "waiting"]), part("cja", done(7))], "cja")).toBe(
      "aep/enablement",
    );
  });
  it("is null when both parts are complete", () => {
    expect(nextStep([part("aep", done(7)), part("cja", done(7))], "aep")).toBeNull();
  });
});
