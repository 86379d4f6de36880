import type { BundleTarget } from "../cmk/evidence/bundle-schemas";
import type { PartFacts } from "../cmk/facts";
import type { PartId } from "../cmk/parts";
import { valueOf } from "../cmk/value-of";

/** An error of the organisation, decoded. `requestId`: what the vendor finds it by in their own logs. */
export type DecodedTrouble = {
  part: PartId;
  where: string;
  at: string;
  vendor: string;
  status: number | null;
  code: string | null;
  requestId: string | null;
  message: string;
  meaning: string;
};

export type SupportCase = {
  organisation: {
    name: string;
    imsOrgId: string;
    region: string;
    azureTenantId: string;
    azureSubscriptionId: string;
  };
  parts: { part: PartId; status: string; facts: PartFacts }[];
  failing: { part: PartId; check: string; title: string; observed: string }[];
  troubles: DecodedTrouble[];
  at: string;
  version: string;
};

const PART_NAMES: Record<PartId, string> = {
  aep: "Adobe Experience Platform (Journey Optimizer)",
  cja: "Customer Journey Analytics",
};
const VENDORS: Record<BundleTarget, readonly string[]> = {
  adobe: ["adobe"],
  microsoft: ["azure", "key-vault", "graph", "entra"],
};

const utc = (at: string) => `${new Date(at).toISOString().slice(0, 19).replace("T", " ")} UTC`;

function partLines({ part, status, facts }: SupportCase["parts"][number], target: BundleTarget): string[] {
  const vault = valueOf(facts.vault);
  const key = valueOf(facts.key);
  const principal = valueOf(facts.principal);
  const config = valueOf(facts.config);
  const rows: [string, string | null | undefined][] = [
    ["State", status],
    ["Key vault", vault?.exists ? `${vault.name} (${vault.uri}), ${vault.location}` : null],
    ["Vault resource id", vault?.exists && target === "microsoft" ? vault.id : null],
    ["Key identifier", key?.exists ? key.identifier : null],
    [
      "Key version",
      key?.exists
        ? `${key.version ?? "?"}, enabled: ${key.enabled ?? "?"}, expires: ${key.expires ?? "never"}`
        : null,
    ],
    [
      "Adobe's application",
      principal?.exists ? `${principal.appId}, service principal ${principal.objectId}` : null,
    ],
    [
      "Adobe's configuration",
      config?.exists ? `${config.name}: ${config.status}, since ${config.statusSince ?? "?"}` : null,
    ],
  ];
  const told = rows.flatMap(([label, value]) => (value ? [`  ${label}: ${value}`] : []));
  return [`${PART_NAMES[part]}:`, ...told, ""];
}

function troubleLines(trouble: DecodedTrouble): string[] {
  const { where, at, vendor, status, code, requestId, message, meaning } = trouble;
  return [
    `- ${utc(at)}, ${where} (${vendor})`,
    `  ${[status === null ? "" : `HTTP ${status}`, code ?? "", requestId ? `request id ${requestId}` : ""].filter(Boolean).join(", ")}`,
    `  ${message}`,
    ...(meaning ? [`  Clavis reads this as: ${meaning}`] : []),
  ];
}

const ASKS: Record<BundleTarget, string[]> = {
  adobe: [
    "Please check the customer-managed key configuration of this IMS organisation on your side, and tell us",
    "- which key identifier and which state your service holds for it,",
    "- the last time that your application wrapped or unwrapped with the key, and the error if it could not,",
    "- what has to change on our side.",
  ],
  microsoft: [
    "Please look up the requests below by their ids and times, and tell us",
    "- why the service answered like this (firewall, role assignment, lock, policy, throttling, or an incident),",
    "- whether a change of ours has not yet taken effect everywhere,",
    "- what has to change on our side.",
  ],
};

/** A ticket to a vendor's support, in English as both work in it. Of errors, those of that vendor come first. */
export function renderSupportText(about: SupportCase, target: BundleTarget): string {
  const { organisation, parts, failing, troubles, at, version } = about;
  const rank = ({ vendor }: DecodedTrouble) => (VENDORS[target].includes(vendor) ? 0 : 1);
  const errors = troubles.toSorted((a, b) => rank(a) - rank(b) || b.at.localeCompare(a.at)).slice(0, 10);
  const subject =
    target === "adobe"
      ? "Customer-managed keys for Journey Optimizer"
      : "Azure Key Vault used as customer-managed key store by Adobe";
  return [
    `Subject: ${subject}, ${organisation.name}`,
    "",
    "Hello,",
    "",
    ...ASKS[target],
    "",
    `Organisation: ${organisation.name}`,
    `IMS organisation id: ${organisation.imsOrgId}`,
    `Adobe region: ${organisation.region}`,
    `Microsoft Entra tenant: ${organisation.azureTenantId}`,
    `Azure subscription: ${organisation.azureSubscriptionId}`,
    `As of: ${utc(at)}`,
    "",
    ...parts.flatMap((part) => partLines(part, target)),
    "Checks that fail:",
    ...(failing.length > 0
      ? failing
          .slice(0, 20)
          .map(
            ({ part, check, title, observed }) =>
              `- ${part.toUpperCase()} ${check}: ${title}${observed ? ` (observed: ${observed})` : ""}`,
          )
      : ["- none"]),
    "",
    "Errors:",
    ...(errors.length > 0 ? errors.flatMap(troubleLines) : ["- none"]),
    "",
    "The attached file holds the configuration as stored and observed, all checks, attempts, alerts and the vendors' answers. Secrets were taken out.",
    `Collected by Clavis ${version}.`,
    "",
  ].join("\n");
}
