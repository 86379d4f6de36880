import { describe, expect, it, test } from "vitest";
import type { CheckState } from "../checks/check";
import { isFlapping, nextStanding, type Standing, type Turn } from "./standing";

const START = Date.parse("2026-11-23T00:00:00.000Z");
const at = (minutes: number) => new Date(START + minutes * 60_000).toISOString();

/** Plays looks, each at a minute, and gives back what every one of them did. */
function play(looks: [minute: number, state: CheckState][]): { turns: Turn[]; standing: Standing | null } {
  let standing: Standing | null = null;
  const turns = looks.map(([minute, state]) => {
    const next = nextStanding(standing, { state, at: at(minute) }, at(minute));
    standing = next.standing;
    return next.turn;
  });
  return { turns, standing };
}
const turnsOf = (...states: CheckState[]) => play(states.map((state, index) => [index * 5, state])).turns;

describe("a check from look to look", () => {
  test.each<[string, CheckState[], Turn[]]>([
    ["a failure counts at once", ["pass", "fail"], ["none", "opens"]],
    ["so does one that was never judged before", ["fail"], ["opens"]],
    ["a warning too", ["pass", "warn"], ["none", "opens"]],
    ["a pass counts when another confirms it", ["fail", "pass", "pass"], ["opens", "none", "closes"]],
    [
      "a failure between the two begins again",
      ["fail", "pass", "fail", "pass"],
      ["opens", "none", "changes", "none"],
    ],
    ["what was not seen neither opens", ["pass", "unknown", "unknown"], ["none", "none", "none"]],
    ["nor closes", ["fail", "unknown", "unknown", "unknown"], ["opens", "none", "none", "none"]],
    [
      "nor stands between two passes",
      ["fail", "pass", "unknown", "pass"],
      ["opens", "none", "none", "closes"],
    ],
    ["from bad to worse it is the same finding", ["warn", "fail"], ["opens", "changes"]],
  ])("%s", (_name, states, turns) => expect(turnsOf(...states)).toEqual(turns));

  it("takes one and the same look for one, however often it is judged", () => {
    const looks: [number, CheckState][] = [
      [0, "fail"],
      [5, "pass"],
      [5, "pass"],
      [5, "pass"],
    ];
    expect(play(looks).turns).toEqual(["opens", "none", "none", "none"]);
  });

  it("is the same object while nothing changes: then nothing is written", () => {
    const { standing } = play([[0, "pass"]]);
    for (const state of ["pass", "unknown"] as const)
      expect(nextStanding(standing, { state, at: at(9) }, at(9)).standing).toBe(standing);
  });
});

describe("a check that goes back and forth", () => {
  const cycle = (minute: number): [number, CheckState][] => [
    [minute, "fail"],
    [minute + 5, "pass"],
    [minute + 10, "pass"],
  ];

  it("flaps after its fourth turn within a day, and closes only after an hour of quiet", () => {
    const { standing } = play([[0, "pass"], ...cycle(5), ...cycle(20), [35, "fail"]]);
    expect(standing && isFlapping(standing)).toBe(true);
    const { turns } = play([
      [0, "pass"],
      ...cycle(5),
      ...cycle(20),
      [35, "fail"],
      [40, "pass"],
      [45, "pass"],
      [95, "pass"],
      [101, "pass"],
    ]);
    expect(turns.slice(-4)).toEqual(["none", "none", "none", "closes"]);
  });

  it("does not flap when its turns lie days apart", () => {
    const day = 24 * 60 + 60;
    const { standing } = play([
      [0, "pass"],
      ...cycle(day),
      ...cycle(3 * day),
      ...cycle(5 * day),
      [7 * day, "fail"],
    ]);
    expect(standing && isFlapping(standing)).toBe(false);
  });
});
