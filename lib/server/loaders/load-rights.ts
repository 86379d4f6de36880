import "server-only";
import type { VerificationRunView } from "@/lib/cmk/checks/verification-run";
import type { RightsView } from "@/lib/cmk/watcher/views";
import { getRights } from "@/lib/services/watch/get-rights";
import { getVerificationRun } from "@/lib/services/watch/request-verification";
import { onOrganisationPage } from "../gates/page";

/** What the watching identity lacks in an organisation, and the newest verification, which says whether it still does. */
export function loadRights(
  organisationId: string,
): Promise<{ view: RightsView; run: VerificationRunView | null }> {
  return onOrganisationPage(organisationId, async (context) => ({
    view: await getRights(context),
    run: await getVerificationRun(context),
  }));
}
