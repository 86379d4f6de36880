import { describe, expect, it } from "vitest";
import en from "@/messages/en.json";
import fr from "@/messages/fr.json";
import { sampleInput } from "@/test/sample-input";
import { CHECK_IDS } from "./check-ids";
import { judgeChecks } from "./judge-checks";
import { CHECKS } from "./registry";
import { AZURE_POLICY, PROWLER } from "./scanners";

/**
 * What was agreed of every check: its severity, and the controls that its sources map it to; no control is ever added
 * by analogy. Sources: Prowler's compliance files (CIS 6.0, HIPAA), Azure Policy's initiatives (all others).
 */
const AGREED = `
ID-01 critical
ID-02 critical
ID-03 critical
ID-04 high
ID-05 critical
ROL-01 critical
ROL-02 high
ROL-03 medium
ROL-04 medium
ROL-05 high
ROL-06 low
VLT-01 critical: mcsb DP-8; soc-2 CC6.1; nist-800-53 CP-9
VLT-02 medium
VLT-03 critical: cis-6.0 8.3.5; mcsb DP-8; soc-2 CC6.1; nist-800-53 CP-9; nist-800-53 MP-6; iso-27001 7.14; hipaa 164.308(a)(7)(ii)(A–C); hipaa 164.312(a)(2)(ii); hipaa 164.312(c)(1)
VLT-04 critical: cis-6.0 8.3.6; mcsb PA-7; iso-27001 5.15; iso-27001 5.18; iso-27001 8.2; iso-27001 8.3; pci-4.0.1 7.2.4; nist-800-53 AC-2(1); nist-800-53 AC-3(7); soc-2 CC6.2; soc-2 CC6.3; hipaa 164.308(a)(4)
VLT-05 high
VLT-06 medium
VLT-07 critical
VLT-08 medium
VLT-09 high
VLT-10 low
VLT-11 critical
NET-01 critical
NET-02 critical
NET-03 high
NET-04 medium: mcsb NS-2; mcsb DP-8; nist-800-53 AC-4; nist-800-53 SC-7; pci-4.0.1 1.4.4
NET-05 medium
NET-06 info: cis-6.0 8.3.7; mcsb NS-2
NET-07 info: cis-6.0 8.3.8; mcsb NS-2; mcsb DP-8; nist-800-53 AC-17
KEY-01 critical: pci-4.0.1 3.6.1; pci-4.0.1 3.7.1; nist-800-53 SC-12(3); nist-800-53 SC-13
KEY-02 critical: nist-800-53 IA-7
KEY-03 critical
KEY-04 critical
KEY-05 critical
KEY-06 critical: cis-6.0 8.3.1; mcsb DP-6; iso-27001 8.24; soc-2 CC6.1; pci-4.0.1 3.6.1; pci-4.0.1 3.7.1–3.7.8; nist-800-53 IA-5; nist-800-53 SC-12; hipaa 164.308(a)(4)(ii)(C)
KEY-07 critical: cis-6.0 8.3.5; mcsb DP-8; soc-2 CC6.1; nist-800-53 CP-9; nist-800-53 MP-6; iso-27001 7.14; hipaa 164.308(a)(7)(ii)(A–C); hipaa 164.312(a)(2)(ii); hipaa 164.312(c)(1)
KEY-08 high: cis-6.0 8.3.9; mcsb DP-6; iso-27001 8.24; pci-4.0.1 3.6.1; pci-4.0.1 3.7.5; nist-800-53 SC-12; nist-800-53 SC-12(2); hipaa 164.312(a)(2)(iv)
KEY-09 high
KEY-10 medium
KEY-11 critical
KEY-12 high
KEY-13 info: cis-6.0 8.3.10
KEY-14 critical
MON-01 high: cis-6.0 6.1.1.4; mcsb LT-3; mcsb DP-8; iso-27001 8.15; nist-800-53 AU-12; nist-800-53 AU-6(4); pci-4.0.1 10.4.2.1; soc-2 CC7.2; hipaa 164.312(b)
MON-02 medium
MON-03 medium
MON-04 medium
MON-05 medium
MON-06 low: cis-6.0 8.1.8.1; mcsb LT-1; mcsb DP-8; soc-2 CC7.2; nist-800-53 SI-4
MON-07 high
MON-08 high
ADB-01 critical
ADB-02 high
ADB-03 high
ADB-04 high
ADB-05 high
ADB-06 high
`;

const agreed = AGREED.trim()
  .split("\n")
  .map((line) => {
    const [, id = "", severity = "", controls = ""] = /^(\S+) (\w+)(?:: (.*))?$/.exec(line) ?? [];
    return { id, severity, controls: controls ? controls.split("; ").sort() : [] };
  });

describe("the catalogue", () => {
  it("has every agreed check, once, and no other", () => {
    expect(CHECKS.map(({ id }) => id)).toEqual(agreed.map(({ id }) => id));
    expect(CHECKS.map(({ id }) => id)).toEqual([...CHECK_IDS]);
  });

  it.each(agreed)(
    "$id has the agreed severity, and its mappings only as agreed",
    ({ id, severity, controls }) => {
      const check = CHECKS.find((candidate) => candidate.id === id);
      expect(check?.severity).toBe(severity);
      expect(check?.mappings.map(({ framework, control }) => `${framework} ${control}`).sort()).toEqual(
        controls,
      );
      expect(["purge", "recoverable", "hygiene"]).toContain(check?.failureClass);
      expect(check?.parts.length).toBeGreaterThan(0);
    },
  );

  it("is judged by rules that change nothing, and give the same for the same", () => {
    for (const part of ["aep", "cja"] as const) {
      const input = sampleInput(part, {});
      const before = JSON.stringify(input);
      expect(judgeChecks(input)).toEqual(judgeChecks(input));
      expect(JSON.stringify(input)).toBe(before);
    }
  });

  it("says of every failure who mends it: a step's plan in each of its parts, or somebody by name", () => {
    for (const { id, fix, parts } of CHECKS)
      if (fix.kind === "plan") expect([id, parts.every((part) => fix.step[part])]).toEqual([id, true]);
      else expect([id, fix.who.length > 0, fix.what.length > 0]).toEqual([id, true, true]);
  });

  it.each([en, fr])(
    "says what a missing value means, and where generic scanners ask for the opposite",
    (words) => {
      expect(words.checkPage.missingDefault.length).toBeGreaterThan(20);
      const conflicts = Object.keys(words.checkPage.conflicts);
      // Expiry, public access, private endpoints: what scanners want of any vault, and Adobe's monitoring does not.
      for (const id of ["KEY-06", "NET-06", "NET-07"] as const) {
        expect(conflicts).toContain(id);
        expect([...(PROWLER[id] ?? []), ...(AZURE_POLICY[id] ?? [])].length).toBeGreaterThan(0);
      }
    },
  );
});
