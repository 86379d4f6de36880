import type { StoreKind } from "../key-store";
import type { Actor } from "../outcome";
import type { PartId, StepKey } from "../parts";

/**
 * What an error means for the key.
 * purge: Adobe reads it as the wish to withdraw the key, and purges data; access: Adobe cannot reach the key, nothing
 * is purged; obstacle: set-up cannot go on; wait: it passes by itself; harmless: nothing is wrong.
 */
export const SEVERITIES = ["purge", "access", "obstacle", "wait", "harmless"] as const;
export type Severity = (typeof SEVERITIES)[number];

/** What can be read out of an error, in the order in which it is shown. Wording: `decode.evidence.<id>`. */
export const EVIDENCE = [
  "appId",
  "objectId",
  "principalId",
  "tenantId",
  "audience",
  "action",
  "resource",
  "vault",
  "key",
  "location",
  "clientAddress",
  "assignment",
  "denyAssignment",
  "decisionReason",
  "timestamp",
  "requestId",
  "correlationId",
] as const;
export type EvidenceId = (typeof EVIDENCE)[number];
export type Evidence = Partial<Record<EvidenceId, string>>;

/** An id in the error that is not the one this organisation works with. Wording: `decode.differences.<id>`. */
export const DIFFERENCES = [
  "app-id-as-object-id",
  "caller-tool",
  "caller-app",
  "caller-principal",
  "caller-person",
  "principal",
  "tenant",
  "subscription",
  "resource-group",
  "vault",
  "key",
] as const;
export type DifferenceId = (typeof DIFFERENCES)[number];
export type Difference = { id: DifferenceId; found: string; expected: string };

/** `hsm`: the name is a managed HSM's. Without `subscriptionId` the tool's own choice counts. */
type InStore<Id extends string, More = object> = {
  script: Id;
  vault: string;
  hsm?: true;
  subscriptionId?: string;
} & More;

/**
 * Commands that mend it, with their values checked: lib/render writes them. `vaultId` may be a managed HSM's, with a
 * local scope behind it.
 */
export type DecodedScript =
  | { script: "assign-encryption-user"; principalId: string; vaultId: string }
  | { script: "assign-crypto-officer"; principalId: string; vaultId: string }
  | InStore<"allow-adobe-address">
  | InStore<"allow-trusted-services">
  | InStore<"use-rbac">
  | InStore<"enable-key", { key: string }>
  | InStore<"start-key", { key: string }>
  | InStore<"rotate-key", { key: string }>
  | InStore<"recover-key", { key: string }>
  | InStore<"recover-vault", { location?: string }>
  | InStore<"show-deleted-vault">
  | InStore<"check-name">
  | InStore<"activate-hsm">
  | InStore<"restore-security-domain">
  | InStore<"assign-policy-administrator", { principalId: string }>
  | { script: "register-provider"; subscriptionId: string }
  | { script: "add-application"; appId: string; tenantId: string | null }
  | { script: "sign-in"; tenantId: string };
export type ScriptId = DecodedScript["script"];

/** One error, understood or not (`rule` null). Without wording: lib/render gives it words. */
export type DecodedError = {
  /** Its row in the rules: `decode.rules.<rule>` in the messages. */
  rule: string | null;
  /** What kind of store answered: a managed HSM has words of its own. */
  store: StoreKind;
  /** The message key of the fix below the rule: the caller decides which one fits. */
  fix: string;
  severity: Severity;
  /** Who has to act; null when nobody has to. */
  actor: Actor | null;
  /** The part that the error is about, where its ids tell. */
  part: PartId | null;
  /** Steps whose plan mends it. */
  steps: StepKey[];
  script: DecodedScript | null;
  status: number | null;
  /** The most telling code. */
  code: string | null;
  evidence: Evidence;
  differences: Difference[];
  /** Set when a role was assigned so recently that Azure may still be spreading it. Times in ISO 8601. */
  wait: { since: string; until: string } | null;
};
