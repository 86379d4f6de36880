import type { KeyFacts, PrincipalFacts, VaultFacts } from "../facts";
import type { PartInput } from "../input";
import type { PartId } from "../parts";
import { valueOf } from "../value-of";
import type { CheckDefinition, CheckState, CheckVerdict } from "./check";

type Judge<T> = (value: T, input: PartInput) => CheckVerdict;

export const BOTH: readonly PartId[] = ["aep", "cja"];

/** The mending step, in either part. */
export const STEP = {
  vault: { kind: "plan", step: { aep: "vault", cja: "vault" } },
  key: { kind: "plan", step: { aep: "key", cja: "key" } },
  role: { kind: "plan", step: { aep: "role", cja: "app-access" } },
  app: { kind: "plan", step: { aep: "app", cja: "app-access" } },
} as const satisfies Record<string, CheckDefinition["fix"]>;

/** Not to be told: what it is about is not there, which a check of its own says. */
const absent = (thing: string): CheckVerdict => ({ state: "unknown", reason: { key: `${thing}-absent` } });

/** A rule about a vault that is there. */
export function onVault(judge: Judge<VaultFacts>): CheckDefinition["judge"] {
  return (input) => {
    const vault = valueOf(input.facts.vault);
    return vault?.exists ? judge(vault, input) : absent("vault");
  };
}

/** A rule about a key that is there. */
export function onKey(judge: Judge<KeyFacts>): CheckDefinition["judge"] {
  return (input) => {
    const key = valueOf(input.facts.key);
    return key?.exists ? judge(key, input) : absent("key");
  };
}

/** A rule about Adobe's service principal that is there. */
export function onPrincipal(judge: Judge<PrincipalFacts>): CheckDefinition["judge"] {
  return (input) => {
    const principal = valueOf(input.facts.principal);
    return principal?.exists ? judge(principal, input) : absent("app");
  };
}

/** pass or fail; null is a value that the vendor left out: unknown. */
export function passes(met: boolean | null, otherwise: CheckState = "fail"): CheckState {
  if (met === null) return "unknown";
  return met ? "pass" : otherwise;
}
