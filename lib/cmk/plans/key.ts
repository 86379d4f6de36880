import { REQUIRED_KEY_OPERATIONS } from "../ids";
import type { PartInput } from "../input";
import { storeOf } from "../key-store";
import type { Operation } from "../plan";
import { deletedKey } from "../recovery/deleted-key";
import { vaultScope } from "../requirements/role";
import { valueOf } from "../value-of";
import { ownRole, type PlanActor } from "./vault";

/** Adobe follows new versions by the key's name, so rotation needs nothing from it: 18 months, no expiry. */
const ROTATE_AFTER = "P18M";

/** Whether nobody who asked may see keys in the vault: whoever has the role that makes them sees them too. */
export function isKeyHidden(input: PartInput): boolean {
  const { key } = input.facts;
  if (!key || !("failure" in key)) return false;
  const { kind, code } = key.failure;
  // A managed HSM has no code of its own for it.
  return code === "ForbiddenByRbac" || (kind === "refused" && storeOf(input) === "hsm");
}

/** Creates the chosen key, or mends what can be mended on the one that is there. Size and type cannot. */
export function planKey(input: PartInput, actor: PlanActor): Operation[] {
  const observed = valueOf(input.facts.key);
  const vault = valueOf(input.facts.vault);
  const { key: choice, vault: vaultChoice } = input.choices;
  const vaultId = vaultScope(input);
  if (observed?.exists) {
    const disabled = observed.enabled === false;
    const missing = REQUIRED_KEY_OPERATIONS.some((operation) => !observed.operations.includes(operation));
    const early = observed.notBefore !== null && Date.parse(observed.notBefore) > Date.parse(input.now);
    if ((!disabled && !missing && !early) || observed.version === null) return [];
    const before: Record<string, string> = {};
    if (disabled) before.enabled = "disabled";
    if (missing) before.operations = observed.operations.join(", ") || "none";
    if (early) before.notBefore = observed.notBefore ?? "";
    const operations = missing
      ? [...new Set([...observed.operations, ...REQUIRED_KEY_OPERATIONS])]
      : undefined;
    return [
      {
        op: "update-key",
        vaultId,
        vaultUri: observed.vaultUri,
        name: observed.name,
        version: observed.version,
        before,
        ...(disabled ? { enabled: true as const } : {}),
        ...(operations ? { operations } : {}),
        ...(early ? { notBefore: null } : {}),
      },
    ];
  }
  if (vault?.exists && deletedKey(input)) {
    const recover: Operation = { op: "recover-key", vaultId, vaultUri: vault.uri, name: choice.name };
    return [...(actor.mayCreateKeys === false ? [ownRole(input, actor)] : []), recover];
  }
  if (choice.mode === "adopt" && isKeyHidden(input))
    return actor.mayCreateKeys ? [] : [ownRole(input, actor)];
  if (choice.mode !== "create" || observed?.softDeleted) return [];
  const sku = vault?.exists ? vault.sku : vaultChoice.sku;
  const needsRole = vault?.exists === true && actor.mayCreateKeys === false;
  return [
    ...(needsRole ? [ownRole(input, actor)] : []),
    {
      op: "create-key",
      vaultId,
      vaultName: vaultChoice.name,
      name: choice.name,
      type: sku === "premium" || sku === "managed-hsm" ? "RSA-HSM" : "RSA",
      size: choice.size,
      operations: [...REQUIRED_KEY_OPERATIONS],
      rotateAfter: ROTATE_AFTER,
    },
  ];
}
