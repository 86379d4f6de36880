import "server-only";
import type { Permission } from "@/lib/cmk/permissions";
import { AppError } from "@/lib/errors";
import type { WideContext } from "../wide-context";
import type { ExportTable } from "./export-table";
import { AUDIT_EVERYWHERE } from "./wide/audit";
import { COMING } from "./wide/coming";
import { COMPLIANCE } from "./wide/compliance";
import { CONTROLS, ORGANISATIONS_BY_CONTROLS } from "./wide/controls";
import { HELD_EXCEPTIONS } from "./wide/exceptions";
import { ORGANISATIONS } from "./wide/organisations";
import { PEOPLE } from "./wide/people";

/** Tables over all organisations that can be exported, by their name in the address. */
const WIDE_TABLES: Record<string, ExportTable<WideContext>> = {
  audit: AUDIT_EVERYWHERE,
  coming: COMING,
  compliance: COMPLIANCE,
  controls: CONTROLS,
  exceptions: HELD_EXCEPTIONS,
  organisations: ORGANISATIONS,
  "organisations-by-controls": ORGANISATIONS_BY_CONTROLS,
  people: PEOPLE,
};

/** Throws NOT_FOUND. */
export function getWideTable(name: string): ExportTable<WideContext> {
  const table = Object.hasOwn(WIDE_TABLES, name) ? WIDE_TABLES[name] : undefined;
  if (!table) throw new AppError("NOT_FOUND", "There is no such table.");
  return table;
}

/** What a person needs to take a table away. Throws NOT_FOUND. */
export const permissionOfTable = (name: string): Permission => getWideTable(name).permission;
