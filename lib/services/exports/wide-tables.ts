import "server-only";
import { AUDIT_EVERYWHERE } from "./wide/audit";
import { COMPLIANCE } from "./wide/compliance";
import { ORGANISATIONS } from "./wide/organisations";

/** Tables over all organisations that can be exported, by their name in the address. */
export const WIDE_TABLES = {
  audit: AUDIT_EVERYWHERE,
  compliance: COMPLIANCE,
  organisations: ORGANISATIONS,
} as const;
