import { valueOf } from "./facts";
import { CJA_APPLICATION_ID } from "./ids";
import type { PartInput } from "./input";

/**
 * What an admin sends to Adobe Customer Care for the CJA part, in English as Care works in it. null until the key
 * was seen: the ticket must hold its address. Source: Adobe, CJA "Customer Managed Keys".
 */
export function ticketText(input: PartInput): string | null {
  const key = valueOf(input.facts.key);
  const vault = valueOf(input.facts.vault);
  if (!key?.exists || !vault?.exists) return null;
  const { organisation, facts } = input;
  const principal = valueOf(facts.principal);
  const assignment = valueOf(facts.assignments)?.list.find(
    (entry) => principal?.exists && entry.principalId === principal.objectId,
  );
  const rows = [
    ["Organisation", organisation.name],
    ["IMS organisation id", organisation.imsOrgId],
    ["Adobe region", organisation.region],
    ["Microsoft Entra tenant", organisation.azureTenantId],
    ["Key vault", `${vault.name} (${vault.uri})`],
    ["Key Identifier", key.identifier],
    ["Key", `${key.type} ${key.size ?? ""}`.trim()],
    ["Application id granted", CJA_APPLICATION_ID],
    ["Service principal", principal?.exists ? principal.objectId : "not seen"],
    [
      "Role",
      `Key Vault Crypto Service Encryption User${assignment ? ` on ${assignment.scope} (assignment ${assignment.id})` : ""}`,
    ],
  ];
  return [
    "Subject: Set up customer-managed keys for Customer Journey Analytics",
    "",
    "Hello,",
    "",
    "Please apply our customer-managed key to the Customer Journey Analytics data of this organisation.",
    "It is needed for Journey Optimizer, whether or not Customer Journey Analytics was bought.",
    "",
    ...rows.map(([label, value]) => `${label}: ${value}`),
    "",
    "The vault is used for this purpose only; purge protection is on, and trusted Microsoft services may reach it.",
    "Please confirm in this ticket when the key is applied.",
    "",
  ].join("\n");
}
