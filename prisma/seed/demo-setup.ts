import type { Choices } from "@/lib/cmk/choices";
import type { PartId, StepId } from "@/lib/cmk/parts";
import type { DemoOrganisation } from "./manifest";

type DemoStatement = { part: PartId; step: StepId; reference: string; text: string | null; daysAgo: number };

/** What somebody had decided for a part of an organisation that is under way; null when nothing was. */
export function demoChoices({ setup }: DemoOrganisation, part: PartId): Choices | null {
  const place = setup[part];
  if (!place) return null;
  const { location, sku } = place.seen ?? { location: "westeurope", sku: "premium" as const };
  const vault = {
    mode: "create" as const,
    name: place.vault,
    resourceGroup: place.resourceGroup,
    location,
    sku,
  };
  const configName = setup.aep?.config;
  return {
    vault,
    key: { mode: "create", name: place.key, size: 3072 },
    ...(part === "aep" && configName ? { configName } : {}),
  };
}

/** What somebody had stated: the ticket holds the key's address, as Customer Care was given it. */
export function demoStatements({ imsOrgId, setup: { aep, cja } }: DemoOrganisation): DemoStatement[] {
  const statements: DemoStatement[] = [];
  if (aep)
    statements.push({
      part: "aep",
      step: "entitlement",
      reference: aep.shieldReference,
      text: null,
      daysAgo: 121,
    });
  if (cja) {
    const key = `https://${cja.vault}.vault.azure.net/keys/${cja.key}`;
    const text = `Please set up our customer-managed key.\nOrganisation: ${imsOrgId}\nKey Identifier: ${key}\n`;
    const confirmed = `Confirmed by the Adobe account team for ${imsOrgId}, hosted on Azure`;
    statements.push(
      { part: "cja", step: "entitlement", reference: confirmed, text: null, daysAgo: 121 },
      { part: "cja", step: "ticket", reference: cja.ticket, text, daysAgo: 116 },
      { part: "cja", step: "confirmation", reference: cja.ticket, text: cja.confirmation, daysAgo: 112 },
    );
  }
  return statements;
}
