import { DAY_MS, daysOpen, statedDay } from "./days-open";
import type { PartInput, StatementFacts } from "./input";
import { confirmationRequirements, statementFor } from "./requirements/statements";
import { valueOf } from "./value-of";

/** From how many days on what should be done about a ticket that nobody confirmed. Wording: `ticketAge.<level>`. */
export const TICKET_LEVELS = [
  { level: "fresh", fromDays: 0 },
  { level: "follow-up", fromDays: 3 },
  { level: "escalate", fromDays: 7 },
  { level: "account-team", fromDays: 14 },
] as const;
export type TicketLevel = (typeof TICKET_LEVELS)[number]["level"];

/** A ticket at Customer Care that waits for its confirmation. Days are whole, since the day it was filed (UTC). */
export type OpenTicket = {
  reference: string;
  /** YYYY-MM-DD */
  filedOn: string;
  days: number;
  level: TicketLevel;
  /** The day of the next level, YYYY-MM-DD; null on the last one. */
  nextLevelOn: string | null;
  /** What to write to Care (or to the account team) now, in English; null while it is too early to ask. */
  followUp: string | null;
};

function followUpText(input: PartInput, ticket: StatementFacts, days: number, level: TicketLevel): string {
  const key = valueOf(input.facts.key);
  const { name, imsOrgId } = input.organisation;
  const ask = {
    fresh: "",
    "follow-up": "Could you tell us who works on it, and whether anything is missing from our side?",
    escalate:
      "Please raise its priority and name a day for it: our data in Customer Journey Analytics is not under our own key until it is done.",
    "account-team":
      "Please escalate it with Customer Care on our behalf and tell us the day on which the key will be applied.",
  }[level];
  return [
    `Subject: Ticket ${ticket.reference}: customer-managed key for Customer Journey Analytics, open for ${days} days`,
    "",
    "Hello,",
    "",
    `on ${statedDay(ticket)} we asked in ticket ${ticket.reference} to apply our customer-managed key to the Customer Journey Analytics data of ${name} (${imsOrgId}). We have had no confirmation for ${days} days.`,
    ask,
    "",
    ...(key?.exists ? [`Key Identifier: ${key.identifier}`] : []),
    "Please confirm in the ticket when the key is applied.",
    "",
  ].join("\n");
}

/** The ticket that still waits for Customer Care; null when none was filed, or when it was confirmed. CJA only. */
export function openTicket(input: PartInput): OpenTicket | null {
  const ticket = statementFor(input, "ticket");
  if (input.part !== "cja" || !ticket) return null;
  if (confirmationRequirements(input).every(({ state }) => state === "met")) return null;
  const days = daysOpen(ticket, input.now);
  const at = TICKET_LEVELS.findLastIndex(({ fromDays }) => days >= fromDays);
  const level = TICKET_LEVELS[at]?.level ?? "fresh";
  const next = TICKET_LEVELS[at + 1];
  const filedOn = statedDay(ticket);
  const after = (count: number) => new Date(Date.parse(`${filedOn}T00:00:00Z`) + count * DAY_MS);
  return {
    reference: ticket.reference,
    filedOn,
    days,
    level,
    nextLevelOn: next ? after(next.fromDays).toISOString().slice(0, 10) : null,
    followUp: level === "fresh" ? null : followUpText(input, ticket, days, level),
  };
}
