import "server-only";
import { grantScope } from "@/lib/db/scope";
import { listEvidenceKeys } from "@/lib/services/evidence/list-evidence";

/** Public keys for whoever checks a pack: of no organisation, so nobody has to be signed in. */
export function loadEvidenceKeys() {
  return listEvidenceKeys(grantScope({ organisations: [], userId: null }));
}
