import type { Absent, KeyFacts } from "../facts";
import { MINIMUM_RSA_BITS, REQUIRED_KEY_OPERATIONS } from "../ids";
import type { PartInput } from "../input";
import type { Requirement } from "../outcome";
import { deletedKey } from "../recovery/deleted-key";
import { existence, requirementsOn, type Verdict } from "./requirement";

const CHOOSE_ANOTHER = { kind: "needs", who: "admin", what: "choose-another-key" } as const;

function keyExistence(input: PartInput, value: KeyFacts | Absent): Verdict {
  const deleted = deletedKey(input);
  if (deleted === null || deleted === "seen") return existence("key", value, input.choices.key.mode);
  const reason = { key: `key-deleted-${deleted}` };
  const fix: Verdict["fix"] =
    deleted === "hidden"
      ? { kind: "plan" }
      : { kind: "needs", who: "vault-owner", what: "recover-key-inside" };
  return { met: false, observed: "soft-deleted", reason, fix };
}

/** What the key must be: RSA of 3072 bits or more (Cosmos DB needs it), usable now, able to wrap and unwrap. */
export function keyRequirements(input: PartInput): Requirement[] {
  const { key } = input.facts;
  const exists = requirementsOn(key, "azure")("key-exists", (value) => keyExistence(input, value));
  if (!key || !("value" in key) || !key.value.exists) return [exists];
  const found: KeyFacts = key.value;
  const check = requirementsOn({ ...key, value: found }, "azure");
  const now = Date.parse(input.now);
  const missing = REQUIRED_KEY_OPERATIONS.filter((operation) => !found.operations.includes(operation));
  return [
    exists,
    check("key-type", (k) => ({
      met: k.type === "RSA" || k.type === "RSA-HSM",
      observed: k.type,
      reason: { key: "not-rsa" },
      fix: CHOOSE_ANOTHER,
    })),
    check("key-size", (k) => ({
      met: k.size === null ? null : k.size >= MINIMUM_RSA_BITS,
      observed: k.size,
      reason: { key: "key-too-small", params: { size: k.size ?? 0, minimum: MINIMUM_RSA_BITS } },
      fix: CHOOSE_ANOTHER,
    })),
    check("key-operations", (k) => ({
      met: missing.length === 0,
      observed: k.operations.join(", "),
      reason: { key: "operations-missing", params: { operations: missing.join(", ") } },
    })),
    check("key-enabled", (k) => ({
      met: k.enabled,
      observed: k.enabled === null ? null : k.enabled ? "enabled" : "disabled",
      reason: { key: "key-disabled" },
    })),
    check("key-active", (k) => ({
      met: k.notBefore === null || Date.parse(k.notBefore) <= now,
      observed: k.notBefore ?? "none",
      reason: { key: "key-not-yet-valid", params: { date: k.notBefore ?? "" } },
    })),
    check("key-not-expired", (k) => ({
      met: k.expires === null || Date.parse(k.expires) > now,
      observed: k.expires ?? "none",
      reason: { key: "key-expired", params: { date: k.expires ?? "" } },
      fix: { kind: "needs", who: "vault-owner", what: "rotate-key" },
    })),
    check(
      "key-rotation",
      (k) => ({
        met: k.rotates !== null,
        observed: k.rotates ?? "none",
        reason: { key: "no-rotation" },
        fix: { kind: "needs", who: "vault-owner", what: "set-rotation" },
      }),
      "should",
    ),
  ];
}
