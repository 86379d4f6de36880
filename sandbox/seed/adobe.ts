import type {
  AdobeCredential,
  AdobeOrg,
  CareTicket,
  CmkConfig,
  EventRegistration,
} from "../core/adobe-types";
import { daysAgo } from "./days-ago";
import { APPS, fixedId, fixedVersion } from "./names";

export const ADOBE_ORGS = {
  contoso: "7F3A2C915B1E4D880A495CC1@AdobeOrg",
  fabrikam: "2B9D4E07A1C34F9B8E6D5A07@AdobeOrg",
  northwind: "C07A3F5512E84B6D9F0A21E2@AdobeOrg",
} as const;

export const CMK_PERMISSION = "Manage Customer Managed Key";

export const adobeOrgs: AdobeOrg[] = [
  {
    imsOrgId: ADOBE_ORGS.contoso,
    name: "Contoso Health",
    region: "va7",
    shield: "healthcare",
    cmkAppId: APPS.cmkContoso,
  },
  {
    imsOrgId: ADOBE_ORGS.fabrikam,
    name: "Fabrikam Care",
    region: "va7",
    shield: "privacy-security",
    cmkAppId: APPS.cmkFabrikam,
  },
  {
    imsOrgId: ADOBE_ORGS.northwind,
    name: "Northwind Pharma",
    region: "nld2",
    shield: "privacy-security",
    cmkAppId: APPS.cmkNorthwind,
  },
];

function credential(
  org: keyof typeof ADOBE_ORGS,
  clientId: string,
  clientSecret: string,
  permissions = [CMK_PERMISSION],
): AdobeCredential {
  return { clientId, clientSecret, imsOrgId: ADOBE_ORGS[org], displayName: clientId, permissions };
}

export const adobeCredentials: AdobeCredential[] = [
  credential("contoso", "contoso-clavis-cmk", "s8e-contoso-sandbox-secret-000001"),
  credential("fabrikam", "fabrikam-clavis-cmk", "s8e-fabrikam-sandbox-secret-000002"),
  credential("northwind", "northwind-clavis-cmk", "s8e-northwind-sandbox-secret-000003"),
  credential("contoso", "contoso-no-permission", "s8e-contoso-sandbox-secret-000009", []),
];

/** Fabrikam's enablement, finished long ago. */
export function cmkConfigs(now: Date): CmkConfig[] {
  const keyVersion = fixedVersion("key:kv-fabrikam-aep/adobe-cmk");
  return [
    {
      id: fixedId("config:fabrikam-cmk"),
      imsOrgId: ADOBE_ORGS.fabrikam,
      name: "fabrikam-cmk",
      keyVaultUri: "https://kv-fabrikam-aep.vault.azure.net",
      keyName: "adobe-cmk",
      keyVersion,
      keyVaultKeyIdentifier: `https://kv-fabrikam-aep.vault.azure.net/keys/adobe-cmk/${keyVersion}`,
      status: "COMPLETED",
      submittedAt: daysAgo(now, 117),
      stageChangedAt: daysAgo(now, 117),
      failure: null,
    },
  ];
}

export const FABRIKAM_TICKET = "E-000814223";

/** Fabrikam's Customer Care ticket, confirmed. */
export function careTickets(now: Date): CareTicket[] {
  const keyIdentifier = `https://kv-fabrikam-cja.vault.azure.net/keys/adobe-cmk/${fixedVersion("key:kv-fabrikam-cja/adobe-cmk")}`;
  return [
    {
      id: FABRIKAM_TICKET,
      imsOrgId: ADOBE_ORGS.fabrikam,
      subject: "Customer-managed key for Customer Journey Analytics",
      body: `Please set up our customer-managed key.\nOrganisation: ${ADOBE_ORGS.fabrikam}\nKey Identifier: ${keyIdentifier}\n`,
      keyIdentifier,
      filedAt: daysAgo(now, 116),
      answers: [
        {
          at: daysAgo(now, 112),
          text: "The key is applied to your Customer Journey Analytics data.",
          confirms: true,
        },
      ],
    },
  ];
}

/** Fabrikam's registration of Experience Platform's notifications, made in Developer Console. */
export const FABRIKAM_FEED = {
  consumerOrgId: "914822",
  projectId: "4566206088344853231",
  workspaceId: "4566206088344853970",
  registrationId: fixedId("event-registration:fabrikam"),
};

/** Registrations of I/O Events; their address is entered once a console has one. */
export const eventRegistrations: EventRegistration[] = [
  {
    ...FABRIKAM_FEED,
    imsOrgId: ADOBE_ORGS.fabrikam,
    clientId: "fabrikam-clavis-cmk",
    integrationId: "483211",
    name: "Customer-managed keys",
    webhookUrl: null,
    status: "Pending",
    journal: [],
    lastPosition: 0,
    saidOfKey: null,
    validation: null,
  },
];
