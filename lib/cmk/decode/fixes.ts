import { CJA_APPLICATION_ID, GUID_PATTERN, KEY_NAME_PATTERN, VAULT_NAME_PATTERN } from "../ids";
import type { StoreKind } from "../key-store";
import type { PartId, StepId, StepKey } from "../parts";
import type { DecodedScript, Evidence, ScriptId } from "./decoded";
import type { Expected, ExpectedPart } from "./expected";
import type { StepKind } from "./rules/rule";

const STEPS: Record<PartId, Record<StepKind, StepId>> = {
  aep: {
    entitlement: "entitlement",
    vault: "vault",
    key: "key",
    app: "app",
    role: "role",
    submit: "submit",
    enablement: "enablement",
  },
  cja: {
    entitlement: "entitlement",
    vault: "vault",
    key: "key",
    app: "app-access",
    role: "app-access",
    submit: "ticket",
    enablement: "confirmation",
  },
};

/** The steps whose plan mends it: of the error's own part, or of both when nothing tells which. */
export function stepsFor(kinds: readonly StepKind[], parts: readonly PartId[]): StepKey[] {
  const keys = parts.flatMap((part) => kinds.map((kind): StepKey => `${part}/${STEPS[part][kind]}`));
  return [...new Set(keys)];
}

const VAULT_ID =
  /^\/subscriptions\/[0-9a-f-]{36}\/resourceGroups\/[\w.()-]{1,90}\/providers\/Microsoft\.KeyVault\/(?:vaults|managedHSMs)\/[a-z0-9-]{3,24}/i;

/**
 * The commands that mend it, with values that follow Azure's rules for names and ids: a pasted text is nobody's
 * script. The organisation's own ids come first. Null when one of the values is not known.
 */
export function scriptFor(
  script: ScriptId | null,
  evidence: Evidence,
  expected: Expected | null,
  { own, store }: { own: ExpectedPart | null; store: StoreKind },
): DecodedScript | null {
  const guid = (value: string | null | undefined) => (value && GUID_PATTERN.test(value) ? value : null);
  const name = own?.vault ?? evidence.vault;
  const vault = name && VAULT_NAME_PATTERN.test(name) ? name : null;
  const keyName = own?.key ?? evidence.key;
  const key = keyName && KEY_NAME_PATTERN.test(keyName) ? keyName : null;
  const vaultId = own?.vaultId ?? VAULT_ID.exec(evidence.resource ?? "")?.[0] ?? null;
  const tenantId = guid(expected?.tenantId) ?? (expected ? null : guid(evidence.tenantId));
  const subscriptionId = guid(expected?.subscriptionId);
  const named =
    vault === null
      ? null
      : {
          vault,
          ...(store === "hsm" ? { hsm: true as const } : {}),
          ...(subscriptionId ? { subscriptionId } : {}),
        };
  switch (script) {
    case null:
      return null;
    case "assign-encryption-user": {
      const principalId = guid(own ? own.principalId : evidence.objectId);
      return principalId && vaultId ? { script, principalId, vaultId } : null;
    }
    case "assign-crypto-officer": {
      const principalId = guid(evidence.objectId) ?? guid(expected?.personId);
      return principalId && vaultId ? { script, principalId, vaultId } : null;
    }
    case "allow-adobe-address":
    case "allow-trusted-services":
    case "show-deleted-vault":
    case "check-name":
      return named && { script, ...named };
    case "use-rbac":
      // A managed HSM has nothing but roles.
      return named && store === "vault" ? { script, ...named } : null;
    case "recover-vault": {
      const location = own?.location ?? evidence.location;
      return named && { script, ...named, ...(location ? { location } : {}) };
    }
    case "activate-hsm":
    case "restore-security-domain":
      return named && store === "hsm" ? { script, ...named } : null;
    case "assign-policy-administrator": {
      const principalId = guid(evidence.objectId) ?? guid(expected?.personId);
      return named && principalId ? { script, ...named, principalId } : null;
    }
    case "enable-key":
    case "start-key":
    case "rotate-key":
    case "recover-key":
      return named && key ? { script, ...named, key } : null;
    case "register-provider":
      return subscriptionId ? { script, subscriptionId } : null;
    case "add-application": {
      const appId = guid(own?.appId) ?? guid(evidence.appId);
      const adobes = appId === CJA_APPLICATION_ID || expected !== null;
      return appId && (adobes || evidence.appId) ? { script, appId, tenantId } : null;
    }
    case "sign-in":
      return tenantId ? { script, tenantId } : null;
  }
}
