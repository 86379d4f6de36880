import "server-only";
import { may } from "@/lib/cmk/permissions";
import type { OrganisationView } from "@/lib/cmk/views";
import { type AuditSettings, getAuditSettings } from "@/lib/services/audit/manage-streams";
import { getOrganisation } from "@/lib/services/organisations/get-organisation";
import { onOrganisationPage, onWidePage } from "../gates/page";
import { streamTools } from "../stream-tools";

export type AuditSettingsPage = AuditSettings & {
  /** null: the log of what belongs to no organisation. */
  organisation: OrganisationView | null;
  mayManage: boolean;
};

/** How an organisation's audit log stands, how long it is kept, where it is streamed to. */
export function loadAuditSettings(organisationId: string): Promise<AuditSettingsPage> {
  return onOrganisationPage(organisationId, async (context) => {
    const [settings, organisation] = await Promise.all([
      getAuditSettings(context, streamTools(), context.organisationId),
      getOrganisation(context),
    ]);
    return { ...settings, organisation, mayManage: may(organisation.roles, "audit.manage") };
  });
}

/** The same of what belongs to no organisation, for those who are bound to all. */
export function loadSystemAuditSettings(): Promise<AuditSettingsPage> {
  return onWidePage("audit.read", async (context) => {
    const settings = await getAuditSettings(context, streamTools(), null);
    const mayManage = context.actor.kind === "user" && may(context.actor.roles, "audit.manage");
    return { ...settings, organisation: null, mayManage };
  });
}
