import { describe, expect, test } from "vitest";
import { sampleInput } from "@/test/sample-input";
import { judgeOrganisation } from "./compliance";
import type { PartInput } from "./input";
import { evaluatePart } from "./progress";
import { openTicket } from "./ticket-age";

/** A ticket filed on 1 November, looked at on `now`. */
function waiting(now: string, changes: Partial<PartInput> = {}): PartInput {
  const input = sampleInput("cja", {}, { now, ...changes });
  return { ...input, statements: input.statements.filter((entry) => entry.step !== "confirmation") };
}

describe("a ticket that waits for Customer Care", () => {
  test.each([
    ["2026-11-01T23:59:59Z", 0, "fresh", "2026-11-04"],
    ["2026-11-02T00:00:00Z", 1, "fresh", "2026-11-04"],
    ["2026-11-03T23:59:59Z", 2, "fresh", "2026-11-04"],
    ["2026-11-04T00:00:00Z", 3, "follow-up", "2026-11-08"],
    ["2026-11-07T23:59:59Z", 6, "follow-up", "2026-11-08"],
    ["2026-11-08T00:00:00Z", 7, "escalate", "2026-11-15"],
    ["2026-11-14T23:59:59Z", 13, "escalate", "2026-11-15"],
    ["2026-11-15T00:00:00Z", 14, "account-team", null],
    ["2027-11-01T00:00:00Z", 365, "account-team", null],
    // A date in the future, typed by mistake, makes no negative age.
    ["2026-10-01T00:00:00Z", 0, "fresh", "2026-11-04"],
  ])("on %s: %i days, %s", (now, days, level, nextLevelOn) => {
    expect(openTicket(waiting(now))).toMatchObject({ days, level, nextLevelOn, filedOn: "2026-11-01" });
  });

  test("the message to send names ticket, organisation, key and days; there is none while it is early", () => {
    const { followUp } = openTicket(waiting("2026-11-08T09:00:00Z")) ?? {};
    for (const part of [
      "REF-1",
      "7F3A2C915B1E4D880A495CC1@AdobeOrg",
      "https://kv-sample-cja.vault.azure.net/keys/adobe-cja-cmk",
      "open for 7 days",
      "2026-11-01",
    ])
      expect(followUp).toContain(part);
    expect(openTicket(waiting("2026-11-02T09:00:00Z"))?.followUp).toBeNull();
  });

  test("without a date the day of the entry counts", () => {
    const input = waiting("2026-11-05T00:00:00Z");
    const statements = input.statements.map((entry) => ({ ...entry, statedOn: null }));
    expect(openTicket({ ...input, statements })?.days).toBe(4);
  });

  test("there is none before it is filed, after it is confirmed, or in the AEP part", () => {
    expect(openTicket({ ...sampleInput("cja"), statements: [] })).toBeNull();
    expect(openTicket(sampleInput("cja"))).toBeNull();
    expect(openTicket(sampleInput("aep"))).toBeNull();
  });

  test("a fault that two steps show is one reason", () => {
    const input = sampleInput("cja", {
      vaultKeys: { at: "", source: "azure", value: { names: ["tokens"] } },
    });
    const { reasons } = judgeOrganisation([evaluatePart(input)]);
    expect(reasons.map(({ step, requirement }) => `${step} ${requirement}`)).toEqual([
      "vault vault-no-other-keys",
    ]);
  });

  test.each([
    ["2026-11-09T00:00:00Z", "ticket-open", 8],
    ["2026-11-02T00:00:00Z", "ticket-open-one", 1],
  ])("its age is among the leader's reasons, %s", (now, key, days) => {
    const { reasons } = judgeOrganisation([evaluatePart(waiting(now))]);
    expect(reasons).toContainEqual({
      part: "cja",
      step: "confirmation",
      requirement: "care-confirmed",
      observed: null,
      reason: { key, params: { reference: "REF-1", days } },
    });
  });
});
