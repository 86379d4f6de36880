import { daysOpen } from "../days-open";
import { PRIVILEGED_ENTRA_ROLES } from "../ids";
import type { PartInput } from "../input";
import type { Actor, Requirement } from "../outcome";
import type { StepId } from "../parts";
import { valueOf } from "../value-of";
import { requirementsOn } from "./requirement";
import { dedicatedRequirements } from "./vault";

/** The statement that counts for a step: the newest that was not withdrawn. */
export function statementFor(input: Pick<PartInput, "statements">, step: StepId) {
  return input.statements.filter((statement) => statement.step === step).at(-1) ?? null;
}

function stated(input: PartInput, step: StepId, id: string, who: Actor): Requirement {
  const statement = statementFor(input, step);
  return {
    id,
    weight: "must",
    state: statement ? "met" : "unmet",
    observed: statement ? `${statement.reference}, ${statement.statedByName}` : null,
    source: "person",
    at: statement?.statedAt ?? null,
    reason: statement ? null : { key: "not-stated", params: {} },
    fix: statement ? null : { kind: "needs", who, what: `state-${id}` },
  };
}

/** AEP: the add-on is stated with a reference; Adobe's own answer proves the permission of the credential. */
export function aepEntitlementRequirements(input: PartInput): Requirement[] {
  const { registration } = input.facts;
  const refused =
    registration &&
    "failure" in registration &&
    ["refused", "unauthenticated"].includes(registration.failure.kind);
  const permission = requirementsOn(registration, "adobe")("adobe-permission", (value) => ({
    met: true,
    observed: value.applicationId,
  }));
  return [
    stated(input, "entitlement", "shield-bought", "admin"),
    refused
      ? {
          ...permission,
          state: "unmet",
          fix: { kind: "needs", who: "adobe-administrator", what: "grant-cmk-permission" },
        }
      : permission,
  ];
}

export function cjaEntitlementRequirements(input: PartInput): Requirement[] {
  return [stated(input, "entitlement", "cja-confirmed", "adobe-account-team")];
}

/** Whoever brings Adobe's CJA app into the tenant needs a privileged Entra role. Once the app is there, nobody does. */
export function privilegeRequirements(input: PartInput): Requirement[] {
  const principal = valueOf(input.facts.principal);
  if (principal?.exists) {
    const seen = input.facts.principal;
    return [
      {
        id: "entra-role",
        weight: "must",
        state: "met",
        observed: principal.appId,
        source: "graph",
        at: seen?.at ?? null,
        reason: null,
        fix: null,
      },
    ];
  }
  return [
    requirementsOn(input.facts.directoryRoles, "graph")("entra-role", ({ roleTemplateIds }) => {
      const names = roleTemplateIds.flatMap((id) =>
        id in PRIVILEGED_ENTRA_ROLES
          ? [PRIVILEGED_ENTRA_ROLES[id as keyof typeof PRIVILEGED_ENTRA_ROLES]]
          : [],
      );
      return {
        met: names.length > 0,
        observed: names.join(", ") || "none",
        reason: { key: "no-privileged-role" },
        fix: { kind: "needs", who: "entra-administrator", what: "privileged-role" },
      };
    }),
  ];
}

/** The ticket must name the key that is there now. */
export function ticketRequirements(input: PartInput): Requirement[] {
  const statement = statementFor(input, "ticket");
  const key = valueOf(input.facts.key);
  const dedicated = dedicatedRequirements(input);
  const base = stated(input, "ticket", "ticket-filed", "admin");
  if (!statement || !key?.exists) return [...dedicated, base];
  const names = statement.text?.toLowerCase().includes(key.identifier.toLowerCase()) ?? false;
  return [
    ...dedicated,
    base,
    {
      id: "ticket-names-key",
      weight: "must",
      state: names ? "met" : "unmet",
      observed: key.identifier,
      source: "clavis",
      at: statement.statedAt,
      reason: names ? null : { key: "ticket-other-key", params: { expected: key.identifier } },
      fix: names ? null : { kind: "needs", who: "admin", what: "state-ticket-filed" },
    },
  ];
}

/** How long the ticket has waited is the reason while nothing was confirmed. */
function waitingForCare(input: PartInput, base: Requirement): Requirement {
  const ticket = statementFor(input, "ticket");
  if (!ticket || base.state === "met") return base;
  const days = daysOpen(ticket, input.now);
  const params = { reference: ticket.reference, days };
  const reason = days === 1 ? { key: "ticket-open-one", params } : { key: "ticket-open", params };
  return { ...base, reason };
}

/** Customer Care's word, given on a ticket that named the key which is there now: an older word is about an older key. */
export function confirmationRequirements(input: PartInput): Requirement[] {
  const base = waitingForCare(input, stated(input, "confirmation", "care-confirmed", "customer-care"));
  const confirmation = statementFor(input, "confirmation");
  const key = valueOf(input.facts.key);
  const answered = input.statements
    .filter((entry) => entry.step === "ticket" && entry.statedAt <= (confirmation?.statedAt ?? ""))
    .at(-1);
  if (!confirmation || !answered || !key?.exists) return [base];
  const names = answered.text?.toLowerCase().includes(key.identifier.toLowerCase()) ?? false;
  return [
    base,
    {
      id: "confirmation-names-key",
      weight: "must",
      state: names ? "met" : "unmet",
      observed: `${answered.reference}, ${answered.statedAt.slice(0, 10)}`,
      source: "clavis",
      at: confirmation.statedAt,
      reason: names ? null : { key: "confirmation-other-key", params: { expected: key.identifier } },
      fix: names ? null : { kind: "needs", who: "customer-care", what: "state-care-confirmed" },
    },
  ];
}
