import { tryKey } from "../adobe/enablement";
import { findKeyIdentifier, readKeyIdentifier } from "../adobe/key-identifier";
import type { CareTicket } from "../core/adobe-types";
import type { World } from "../core/types";
import { APPS } from "../seed/names";

export type AnswerKind = "confirm" | "details" | "text";

export const READY_ANSWERS: Record<Exclude<AnswerKind, "text">, string> = {
  confirm: "The key is applied to your Customer Journey Analytics data.",
  details: "Please send us the Key Identifier of the key that we are to use, and your organisation's id.",
};

const FIRST_NUMBER = 814_240;

function nextNumber(world: World): string {
  const taken = world.state.careTickets.map((ticket) => Number(ticket.id.replace("E-", "")));
  return `E-${String(Math.max(FIRST_NUMBER, ...taken) + 1).padStart(9, "0")}`;
}

/** Files a ticket; the organisation and the key's address are read from the text when they are in it. */
export function fileTicket(
  world: World,
  given: { imsOrgId?: string | null; subject: string; body: string },
): CareTicket {
  const words = `${given.subject}\n${given.body}`;
  const ticket: CareTicket = {
    id: nextNumber(world),
    imsOrgId: given.imsOrgId || (/[0-9A-F]{24}@AdobeOrg/i.exec(words)?.[0] ?? null),
    subject: given.subject.trim() || "(no subject)",
    body: given.body,
    keyIdentifier: findKeyIdentifier(words),
    filedAt: world.now().toISOString(),
    answers: [],
  };
  world.state.careTickets.push(ticket);
  world.save();
  return ticket;
}

/** Why Adobe's CJA application cannot use the ticket's key; null when it can. Tried for real. */
export async function troubleWith(world: World, ticket: CareTicket): Promise<string | null> {
  const key = ticket.keyIdentifier ? readKeyIdentifier(ticket.keyIdentifier) : null;
  if (!key) return "The ticket names no Key Identifier of a vault.";
  const isAepVault = world.state.cmkConfigs.some(
    (config) => config.keyVaultUri === key.vaultUri && config.status !== "FAILED",
  );
  if (isAepVault)
    return "The key lies in the vault of the Experience Platform part; CJA needs a vault of its own.";
  const tried = await tryKey(world, APPS.cja, key.vaultUri, key.keyName);
  return tried.ok ? null : tried.reason;
}

export type Answered = { ok: true } | { ok: false; warning: string };

/** Answers a ticket. A confirmation is held back with a warning while the key does not work, unless `despite`. */
export async function answerTicket(
  world: World,
  ticket: CareTicket,
  kind: AnswerKind,
  words: string,
  despite: boolean,
): Promise<Answered> {
  if (kind === "confirm" && !despite) {
    const trouble = await troubleWith(world, ticket);
    if (trouble) return { ok: false, warning: trouble };
  }
  const text = kind === "text" ? words.trim() : READY_ANSWERS[kind];
  if (!text) return { ok: false, warning: "The answer has no text." };
  ticket.answers.push({ at: world.now().toISOString(), text, confirms: kind === "confirm" });
  world.save();
  return { ok: true };
}

export function ticketNamed(world: World, id: string): CareTicket | undefined {
  return world.state.careTickets.find((ticket) => ticket.id.toLowerCase() === id.toLowerCase());
}
