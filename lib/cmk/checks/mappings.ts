import type { Mapping } from "./check";

/** Frameworks that checks are mapped to, in the editions whose mappings were read. */
export const FRAMEWORKS = [
  "cis-6.0",
  "mcsb",
  "iso-27001",
  "soc-2",
  "nist-800-53",
  "pci-4.0.1",
  "hipaa",
] as const;
export type Framework = (typeof FRAMEWORKS)[number];

/** Rows of a check, by framework. Sources: Prowler's compliance files (CIS, HIPAA), Azure Policy initiatives (others). */
export function mapped(controls: Partial<Record<Framework, readonly string[]>>): Mapping[] {
  return FRAMEWORKS.flatMap((framework) =>
    (controls[framework] ?? []).map((control) => ({ framework, control })),
  );
}
