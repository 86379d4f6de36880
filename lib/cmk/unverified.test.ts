import { describe, expect, it } from "vitest";
import { sampleInput } from "@/test/sample-input";
import { judgeOrganisation } from "./compliance";
import { evaluatePart } from "./progress";

describe("a part that was complete and has not been looked at since", () => {
  const state = evaluatePart({ ...sampleInput("cja"), facts: {} });

  it("is unverified, which is neither at risk nor protected", () => {
    expect(state.status).toBe("unverified");
    expect(judgeOrganisation([state, state]).verdict).toBe("unverified");
  });

  it("is at risk as soon as one thing is seen to be wrong", () => {
    const at = "2026-01-02T00:00:00.000Z";
    const gone = { at, source: "azure" as const, value: { exists: false as const, softDeleted: null } };
    const seen = evaluatePart({ ...sampleInput("cja"), facts: { vault: gone } });
    expect(seen.status).toBe("at-risk");
  });
});
