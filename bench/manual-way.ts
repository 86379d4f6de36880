/**
 * Adobe's documented way by hand, itemised: what a person clicks and types in the Azure portal, in Experience
 * Platform and in Customer Care's form, when nothing goes wrong and every page is found at once.
 * A click: a button, link, tab, list entry or radio. A field: a box typed or pasted into. Waiting, reading,
 * signing in to each portal a second time and looking things up are left out, in favour of the manual way.
 * Followed: Experience Platform "Customer-managed keys for Azure" (vault, app and key pages), Customer Journey
 * Analytics "CMK", and Key Vault's quickstarts, as of November 2026.
 */
export type ManualItem = {
  part: "aep" | "cja" | "both";
  where: string;
  what: string;
  clicks: number;
  fields: number;
};

const vault = (part: "aep" | "cja"): ManualItem[] => [
  {
    part,
    where: "Azure portal",
    what: "Create a resource, search Key Vault, pick it, Create",
    clicks: 4,
    fields: 1,
  },
  { part, where: "Azure portal", what: "Subscription, resource group (new, name, OK)", clicks: 4, fields: 1 },
  { part, where: "Azure portal", what: "Vault name, region, pricing tier", clicks: 4, fields: 1 },
  { part, where: "Azure portal", what: "Enable purge protection", clicks: 1, fields: 0 },
  {
    part,
    where: "Azure portal",
    what: "Access configuration: Azure role-based access control",
    clicks: 2,
    fields: 0,
  },
  {
    part,
    where: "Azure portal",
    what: "Networking: selected networks, Adobe's address, trusted Microsoft services",
    clicks: 4,
    fields: 1,
  },
  { part, where: "Azure portal", what: "Review and create, Create, Go to resource", clicks: 3, fields: 0 },
];

const roleAssignment = (part: "aep" | "cja", who: string): ManualItem[] => [
  {
    part,
    where: "Azure portal",
    what: `Access control (IAM), Add, Add role assignment, for ${who}`,
    clicks: 3,
    fields: 0,
  },
  { part, where: "Azure portal", what: "Search the role, pick it, Next", clicks: 2, fields: 1 },
  { part, where: "Azure portal", what: "Select members, search, pick, Select", clicks: 3, fields: 1 },
  { part, where: "Azure portal", what: "Review and assign, twice", clicks: 2, fields: 0 },
];

const key = (part: "aep" | "cja"): ManualItem[] => [
  { part, where: "Azure portal", what: "Keys, Generate/Import", clicks: 2, fields: 0 },
  { part, where: "Azure portal", what: "Name, type RSA or RSA-HSM, size 3072", clicks: 2, fields: 1 },
  {
    part,
    where: "Azure portal",
    what: "Create, open the key, open its version, copy the Key Identifier",
    clicks: 4,
    fields: 0,
  },
];

export const MANUAL_WAY: readonly ManualItem[] = [
  { part: "both", where: "Microsoft", what: "Sign in to the Azure portal", clicks: 2, fields: 1 },
  { part: "both", where: "Adobe", what: "Sign in to Experience Platform", clicks: 2, fields: 1 },
  ...vault("aep"),
  ...roleAssignment("aep", "the person who makes the key"),
  ...key("aep"),
  {
    part: "aep",
    where: "Experience Platform",
    what: "Administration, Encryption, Customer Managed Keys, Configure",
    clicks: 4,
    fields: 0,
  },
  {
    part: "aep",
    where: "Experience Platform",
    what: "Copy the application's authentication address, open it",
    clicks: 1,
    fields: 1,
  },
  {
    part: "aep",
    where: "Microsoft",
    what: "Replace common by the directory id, pick the account, Accept",
    clicks: 2,
    fields: 1,
  },
  ...roleAssignment("aep", "Adobe's CMK application"),
  {
    part: "aep",
    where: "Experience Platform",
    what: "Configuration name, Key Identifier, Save",
    clicks: 1,
    fields: 2,
  },
  { part: "aep", where: "Experience Platform", what: "Come back and read the status", clicks: 2, fields: 0 },
  ...vault("cja"),
  ...roleAssignment("cja", "the person who makes the key"),
  ...key("cja"),
  {
    part: "cja",
    where: "Azure portal",
    what: "Cloud Shell: service principal for the CJA application id",
    clicks: 2,
    fields: 1,
  },
  ...roleAssignment("cja", "Adobe's CJA application"),
  {
    part: "cja",
    where: "Adobe Customer Care",
    what: "Sign in, create a case, product, subject, text with the Key Identifier, submit",
    clicks: 5,
    fields: 2,
  },
  {
    part: "cja",
    where: "Adobe Customer Care",
    what: "Open the case, read the confirmation",
    clicks: 2,
    fields: 0,
  },
];

/** Clicks and fields of the whole manual way. */
export function manualEffort(): { clicks: number; fields: number } {
  const sum = (pick: (item: ManualItem) => number) =>
    MANUAL_WAY.reduce((total, item) => total + pick(item), 0);
  return { clicks: sum((item) => item.clicks), fields: sum((item) => item.fields) };
}
