import "server-only";
import { AUDIT_EVERYWHERE } from "./wide/audit";
import { COMING } from "./wide/coming";
import { COMPLIANCE } from "./wide/compliance";
import { CONTROLS, ORGANISATIONS_BY_CONTROLS } from "./wide/controls";
import { HELD_EXCEPTIONS } from "./wide/exceptions";
import { ORGANISATIONS } from "./wide/organisations";

/** Tables over all organisations that can be exported, by their name in the address. */
export const WIDE_TABLES = {
  audit: AUDIT_EVERYWHERE,
  coming: COMING,
  compliance: COMPLIANCE,
  controls: CONTROLS,
  exceptions: HELD_EXCEPTIONS,
  organisations: ORGANISATIONS,
  "organisations-by-controls": ORGANISATIONS_BY_CONTROLS,
} as const;
