import type { CheckResult, CheckState } from "../checks/check";
import type { CheckId } from "../checks/check-ids";
import { FRAMEWORKS, type Framework } from "../checks/mappings";
import { CHECKS } from "../checks/registry";
import { PART_IDS, type PartId } from "../parts";

/** Where the mappings of a framework were read. Wording of their meaning: `compliance.sources.<source>`. */
export const MAPPING_SOURCE: Record<Framework, "prowler" | "azure-policy"> = {
  "cis-6.0": "prowler",
  hipaa: "prowler",
  mcsb: "azure-policy",
  "iso-27001": "azure-policy",
  "soc-2": "azure-policy",
  "nist-800-53": "azure-policy",
  "pci-4.0.1": "azure-policy",
};

/**
 * How a control stands as far as CMK checks can tell. excepted: what fails is lived with, by agreement. unseen: a check
 * could not be judged. not-watched: the part was never complete, so nothing is claimed: neither pass nor fail.
 */
export const CONTROL_STATES = ["not-met", "excepted", "warning", "unseen", "met", "not-watched"] as const;
export type ControlState = (typeof CONTROL_STATES)[number];

export type Control = { id: string; checks: CheckId[] };

/** The controls of a framework that CMK checks are evidence for, in the order of their numbers. */
export function controlsOf(framework: Framework): Control[] {
  const controls = new Map<string, CheckId[]>();
  for (const check of CHECKS)
    for (const { framework: of, control } of check.mappings)
      if (of === framework) controls.set(control, [...(controls.get(control) ?? []), check.id]);
  const order = new Intl.Collator("en", { numeric: true });
  return [...controls].map(([id, checks]) => ({ id, checks })).sort((a, b) => order.compare(a.id, b.id));
}

/** The checks that say nothing about a framework: no control of it could be claimed with them. */
export function unmappedChecks(framework: Framework): CheckId[] {
  return CHECKS.filter(({ mappings }) => mappings.every((mapping) => mapping.framework !== framework)).map(
    ({ id }) => id,
  );
}

/** How many checks of a part are evidence for each control of a framework. */
export function expectedChecks(framework: Framework): { control: string; part: PartId; count: number }[] {
  return controlsOf(framework).flatMap(({ id, checks }) =>
    PART_IDS.map((part) => ({
      control: id,
      part,
      count: CHECKS.filter((check) => checks.includes(check.id) && check.parts.includes(part)).length,
    })),
  );
}

type Seen = Pick<CheckResult, "state"> & { excepted: boolean };

/** A control's state from its checks in the parts that are watched: the worst of them counts. */
export function controlState(seen: readonly Seen[]): ControlState {
  if (seen.length === 0) return "not-watched";
  const has = (state: CheckState) => seen.some((one) => one.state === state && !one.excepted);
  if (has("fail")) return "not-met";
  if (has("unknown")) return "unseen";
  if (seen.some(({ excepted }) => excepted)) return "excepted";
  return has("warn") ? "warning" : "met";
}

export const isFramework = (text: string): text is Framework =>
  (FRAMEWORKS as readonly string[]).includes(text);
