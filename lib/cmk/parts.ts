/**
 * What an organisation sets up: two parts, seven steps each, in the order they are done.
 * Journey Optimizer is covered only when both parts are complete; the CJA part is needed even
 * when Customer Journey Analytics was never bought, as parts of it run underneath.
 * Source: Adobe, Journey Optimizer "Customer Managed Keys".
 */
export const PART_IDS = ["aep", "cja"] as const;
export type PartId = (typeof PART_IDS)[number];

export const STEP_IDS = {
  aep: ["entitlement", "vault", "key", "app", "role", "submit", "enablement"],
  cja: ["entitlement", "privilege", "vault", "key", "app-access", "ticket", "confirmation"],
} as const satisfies Record<PartId, readonly string[]>;

export type StepId = (typeof STEP_IDS)[PartId][number];
/** A step of one part; also its address in URLs and in the database: `aep/vault`. */
export type StepKey = `${PartId}/${StepId}`;

/**
 * How a step comes to be done.
 * statement: a person states it with a reference, as no API exists;
 * automatic: Clavis can do it by plan, and reads the result back;
 * irreversible: automatic, but never together with others and only after a typed confirmation;
 * observed: nothing to do but to look (a vendor's job, a person's role).
 */
export type StepKind = "statement" | "automatic" | "irreversible" | "observed";

export type StepDefinition = {
  part: PartId;
  id: StepId;
  key: StepKey;
  kind: StepKind;
  /** Steps that must be done before this one may be applied. */
  after: StepKey[];
};

const KINDS: Partial<Record<StepKey, StepKind>> = {
  "aep/entitlement": "statement",
  "aep/vault": "automatic",
  "aep/key": "automatic",
  "aep/app": "automatic",
  "aep/role": "automatic",
  "aep/submit": "irreversible",
  "aep/enablement": "observed",
  "cja/entitlement": "statement",
  "cja/privilege": "observed",
  "cja/vault": "automatic",
  "cja/key": "automatic",
  "cja/app-access": "automatic",
  "cja/ticket": "statement",
  "cja/confirmation": "statement",
};

const AFTER: Partial<Record<StepKey, StepKey[]>> = {
  "aep/vault": ["aep/entitlement"],
  "aep/key": ["aep/vault"],
  "aep/app": ["aep/entitlement"],
  "aep/role": ["aep/vault", "aep/app"],
  "aep/submit": ["aep/entitlement", "aep/vault", "aep/key", "aep/app", "aep/role"],
  "aep/enablement": ["aep/submit"],
  "cja/privilege": ["cja/entitlement"],
  "cja/vault": ["cja/entitlement"],
  "cja/key": ["cja/vault"],
  "cja/app-access": ["cja/vault", "cja/privilege"],
  "cja/ticket": ["cja/vault", "cja/key", "cja/app-access"],
  "cja/confirmation": ["cja/ticket"],
};

/** All steps of a part, in order. */
export function stepsOf(part: PartId): StepDefinition[] {
  return STEP_IDS[part].map((id) => {
    const key = `${part}/${id}` as StepKey;
    return { part, id, key, kind: KINDS[key] ?? "observed", after: AFTER[key] ?? [] };
  });
}

/** All fourteen steps, AEP first. */
export const ALL_STEPS: readonly StepDefinition[] = PART_IDS.flatMap(stepsOf);

/** The step with this part and id, or null when there is none: use it on anything from a URL. */
export function findStep(part: string, step: string): StepDefinition | null {
  return ALL_STEPS.find((candidate) => candidate.part === part && candidate.id === step) ?? null;
}
