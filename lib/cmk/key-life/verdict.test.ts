import { describe, expect, test } from "vitest";
import { NOW, sampleKey } from "@/test/sample-input";
import type { RotationPolicy } from "../facts";
import { plusDays } from "./duration";
import { judgeKeyLife } from "./verdict";
import { judgeVersions } from "./versions";

const policy = (changes: Partial<RotationPolicy> = {}): RotationPolicy => ({
  rotateAfter: "P18M",
  rotateBefore: null,
  notifyBefore: null,
  expiryTime: null,
  ...changes,
});
const full = policy({ expiryTime: "P2Y", notifyBefore: "P30D" });
const inDays = (days: number) => plusDays(NOW, days);
const key = (changes: Parameters<typeof sampleKey>[0]) => sampleKey({ created: inDays(-10), ...changes });

describe("the verdict", () => {
  test.each([
    ["no expiry, rotates", { rotationPolicy: policy() }, "coherent", ["no-expiry:info"]],
    ["no expiry, new versions with one", { rotationPolicy: full }, "coherent", ["no-expiry:info"]],
    ["expiry of two years, all set", { rotationPolicy: full, expires: inDays(720) }, "coherent", []],
    ["no policy", { rotationPolicy: null }, "attention", ["no-expiry:info", "no-rotation:high"]],
    [
      "a policy that only notifies",
      { rotationPolicy: policy({ rotateAfter: null, notifyBefore: "P30D" }) },
      "attention",
      ["no-expiry:info", "no-rotation:high"],
    ],
    [
      "rotates every two years",
      { rotationPolicy: policy({ rotateAfter: "P2Y" }) },
      "coherent",
      ["no-expiry:info"],
    ],
    [
      "rotates every 731 days",
      { rotationPolicy: policy({ rotateAfter: "P731D" }) },
      "attention",
      ["no-expiry:info", "rotates-rarely:high"],
    ],
    [
      "counts back from no end",
      { rotationPolicy: policy({ rotateAfter: null, rotateBefore: "P30D" }) },
      "attention",
      ["no-expiry:info", "rotation-never-fires:high"],
    ],
    [
      "new versions end 29 days after rotation",
      { rotationPolicy: policy({ rotateAfter: "P336D", expiryTime: "P1Y", notifyBefore: "P7D" }) },
      "attention",
      ["no-expiry:info", "new-versions-too-late:high"],
    ],
    [
      "new versions end 30 days after rotation",
      { rotationPolicy: policy({ rotateAfter: "P335D", expiryTime: "P1Y", notifyBefore: "P7D" }) },
      "coherent",
      ["no-expiry:info"],
    ],
    [
      "new versions end, and nobody is told",
      { rotationPolicy: policy({ expiryTime: "P2Y" }) },
      "attention",
      ["no-expiry:info", "no-notice:medium"],
    ],
    [
      "expired a second ago",
      { rotationPolicy: full, expires: inDays(-1 / 86_400) },
      "danger",
      ["expired:critical"],
    ],
    [
      "expires in 29 days",
      { rotationPolicy: full, expires: inDays(29) },
      "attention",
      ["expires-soon:high", "rotates-too-late:high"],
    ],
    [
      "expires in 59 days, rotates 30 before",
      {
        rotationPolicy: policy({
          rotateAfter: null,
          rotateBefore: "P30D",
          notifyBefore: "P30D",
          expiryTime: "P1Y",
        }),
        expires: inDays(59),
      },
      "attention",
      ["expires-soon:medium"],
    ],
    [
      "expires in 60 days, rotates 30 before",
      {
        rotationPolicy: policy({
          rotateAfter: null,
          rotateBefore: "P30D",
          notifyBefore: "P30D",
          expiryTime: "P1Y",
        }),
        expires: inDays(60),
      },
      "coherent",
      [],
    ],
    [
      "rotates 29 days before its end",
      {
        rotationPolicy: policy({
          rotateAfter: null,
          rotateBefore: "P29D",
          notifyBefore: "P30D",
          expiryTime: "P1Y",
        }),
        expires: inDays(300),
      },
      "attention",
      ["rotates-too-late:high", "new-versions-too-late:high"],
    ],
    [
      "expires, and nothing replaces it",
      { rotationPolicy: null, expires: inDays(300) },
      "attention",
      ["expires-unrotated:high", "no-notice:medium", "no-rotation:high"],
    ],
    [
      "expires before the rotation at 18 months",
      { rotationPolicy: policy({ notifyBefore: "P30D" }), expires: inDays(300) },
      "attention",
      ["rotates-too-late:high"],
    ],
    ["the policy was never read", { rotationPolicy: undefined }, "unknown", []],
    [
      "the policy was never read, and it expired",
      { rotationPolicy: undefined, expires: inDays(-1) },
      "danger",
      ["expired:critical"],
    ],
  ] as const)("%s", (_name, changes, state, findings) => {
    const verdict = judgeKeyLife(key(changes), [], NOW);
    expect(verdict.findings.map(({ id, severity }) => `${id}:${severity}`)).toEqual(findings);
    expect(verdict.state).toBe(state);
    expect(verdict.proposal === null).toBe(
      state === "coherent" || state === "unknown" || changes.rotationPolicy === undefined,
    );
  });

  test.each([
    [0.5, "critical"],
    [2, "high"],
  ])("an old version disabled %d days after it was replaced is %s", (days, severity) => {
    const versions = [
      {
        version: sampleKey().version ?? "",
        enabled: true,
        created: inDays(-days),
        notBefore: null,
        expires: null,
      },
      { version: "a".repeat(32), enabled: false, created: inDays(-400), notBefore: null, expires: null },
    ];
    const own = key({ rotationPolicy: policy() });
    const verdict = judgeKeyLife(own, judgeVersions(own, versions, NOW), NOW);
    expect(verdict.findings).toContainEqual(
      expect.objectContaining({ id: "old-version-disabled", severity }),
    );
  });

  test("an old version that expires while it is needed", () => {
    const versions = [
      {
        version: sampleKey().version ?? "",
        enabled: true,
        created: inDays(-3),
        notBefore: null,
        expires: null,
      },
      { version: "a".repeat(32), enabled: true, created: inDays(-400), notBefore: null, expires: inDays(10) },
    ];
    const own = key({ rotationPolicy: policy() });
    const verdict = judgeKeyLife(own, judgeVersions(own, versions, NOW), NOW);
    expect(verdict).toMatchObject({ state: "attention", proposal: null });
    expect(verdict.findings.map(({ id }) => id)).toEqual(["no-expiry", "old-version-expires"]);
  });
});

describe("the proposal", () => {
  test("without an expiry: rotate, and let nothing expire", () => {
    expect(judgeKeyLife(key({ rotationPolicy: null }), [], NOW).proposal).toEqual({
      variant: "no-expiry",
      policy: policy(),
      extendTo: null,
    });
  });

  test("whoever has an expiry in the policy keeps one, two years long and announced", () => {
    const own = key({ rotationPolicy: policy({ expiryTime: "P1Y" }) });
    expect(judgeKeyLife(own, [], NOW).proposal).toEqual({
      variant: "with-expiry",
      policy: full,
      extendTo: null,
    });
  });

  test("an expiry that comes too soon is moved by whole years, behind the next rotation, and announced", () => {
    const own = key({ rotationPolicy: null, expires: inDays(23) });
    const proposal = judgeKeyLife(own, [], NOW).proposal;
    expect(proposal).toEqual({
      variant: "no-expiry",
      policy: policy({ notifyBefore: "P30D" }),
      extendTo: "2028-12-16T12:00:00.000Z",
    });
    const mended = judgeKeyLife(
      { ...own, rotationPolicy: proposal?.policy, expires: proposal?.extendTo ?? null },
      [],
      NOW,
    );
    expect(mended).toMatchObject({ state: "coherent", proposal: null });
  });

  test.each(["no-expiry", "with-expiry"] as const)(
    "applied as %s, it leaves nothing to propose",
    (variant) => {
      for (const expires of [null, inDays(-3), inDays(5), inDays(400)]) {
        const own = key({ rotationPolicy: null, expires });
        const { proposal } = judgeKeyLife(own, [], NOW, variant);
        const mended = { ...own, rotationPolicy: proposal?.policy, expires: proposal?.extendTo ?? expires };
        expect(judgeKeyLife(mended, [], NOW)).toMatchObject({ state: "coherent", proposal: null });
      }
    },
  );
});
