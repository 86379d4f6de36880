import type { AssignmentFacts, Observed } from "./facts";
import { CJA_APPLICATION_ID } from "./ids";
import type { PartInput } from "./input";
import { permissionModel, STORE_ROLES, storeOf, storeOfTier } from "./key-store";
import { valueOf } from "./value-of";

/** Whom Customer Care may ask back: the person who sends the ticket. */
export type Contact = { name: string; email: string | null };

type Row = [label: string, value: string];

/** A time as Care reads it, to the minute, in UTC. */
const utc = (at: string) => `${new Date(at).toISOString().slice(0, 16).replace("T", " ")} UTC`;
const seenAt = (observed: Observed<unknown> | undefined) => (observed ? `, seen ${utc(observed.at)}` : "");

function adobeRole(input: PartInput): AssignmentFacts | null {
  const { facts } = input;
  const principal = valueOf(facts.principal);
  if (!principal?.exists) return null;
  const own = valueOf(facts.assignments)?.list.filter((entry) => entry.principalId === principal.objectId);
  return (
    own?.find((entry) => entry.roleDefinitionId.toLowerCase() === STORE_ROLES[storeOf(input)].adobe.id) ??
    null
  );
}

function accessRows(input: PartInput): Row[] {
  const { facts } = input;
  const principal = valueOf(facts.principal);
  const role = adobeRole(input);
  const rows: Row[] = [
    ["Application id granted", CJA_APPLICATION_ID],
    [
      "Service principal",
      principal?.exists
        ? `${principal.objectId} in tenant ${principal.tenantId}${seenAt(facts.principal)}`
        : "not seen",
    ],
  ];
  if (!role) return [...rows, ["Role", "not seen"]];
  return [
    ...rows,
    ["Role", `${STORE_ROLES[storeOf(input)].adobe.name} (${role.roleDefinitionId})`],
    ["Role assignment", `${role.id} on ${role.scope}`],
    ["Assigned", `${role.createdOn ? utc(role.createdOn) : "time not known"}${seenAt(facts.assignments)}`],
  ];
}

/** Only what was observed is said of the vault: Care acts on it. */
function vaultRows(input: PartInput): Row[] {
  const { facts, otherVaultId } = input;
  const vault = valueOf(facts.vault);
  if (!vault?.exists) return [];
  const names = valueOf(facts.vaultKeys)?.names ?? null;
  const alone = names !== null && names.every((name) => name === input.choices.key.name);
  const other = otherVaultId?.split("/").at(-1) ?? null;
  return [
    [storeOfTier(vault.sku) === "hsm" ? "Managed HSM" : "Key vault", `${vault.name} (${vault.uri})`],
    ["Vault resource id", vault.id],
    ["Vault tenant", vault.tenantId],
    [
      "Vault settings",
      `purge protection ${vault.purgeProtection ? "on" : "off"}, permission model ${permissionModel(vault)}, trusted Microsoft services ${vault.bypassAzureServices ? "allowed" : "not allowed"}${seenAt(facts.vault)}`,
    ],
    ["Keys in the vault", names === null ? "not seen" : `${names.join(", ")}${alone ? " (no others)" : ""}`],
    ...(other ? [["Vault of the Experience Platform keys", other] satisfies Row] : []),
  ];
}

/**
 * What an admin sends to Adobe Customer Care for the CJA part, in English as Care works in it. null until the key
 * was seen: the ticket must hold its address. Source: Adobe, CJA "Customer Managed Keys".
 */
export function ticketText(input: PartInput, contact: Contact | null = null): string | null {
  const key = valueOf(input.facts.key);
  if (!key?.exists || !valueOf(input.facts.vault)?.exists) return null;
  const { organisation, facts } = input;
  const rows: Row[] = [
    ["Organisation", organisation.name],
    ["IMS organisation id", organisation.imsOrgId],
    ["Adobe region", organisation.region],
    ["Microsoft Entra tenant", organisation.azureTenantId],
    ["Key Identifier", key.identifier],
    ["Key", `${[key.type, key.size].filter(Boolean).join(" ")}${seenAt(facts.key)}`],
    ...vaultRows(input),
    ...accessRows(input),
    ...(contact
      ? [["Contact", contact.email ? `${contact.name}, ${contact.email}` : contact.name] satisfies Row]
      : []),
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
    "The vault is used for this purpose only.",
    "Please confirm in this ticket when the key is applied.",
    "",
  ].join("\n");
}
