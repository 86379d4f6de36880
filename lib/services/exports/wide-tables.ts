import "server-only";
import type { z } from "zod";
import type { Permission } from "@/lib/cmk/permissions";
import { AppError } from "@/lib/errors";
import type { WideContext } from "../wide-context";
import type { ExportTable } from "./export-table";
import { AUDIT_EVERYWHERE } from "./wide/audit";
import { SYSTEM_AUDIT_STREAMS } from "./wide/audit-streams";
import { DIPS, FINDING_AGES, FRESHNESS_COUNTS, POSTURE } from "./wide/charts";
import { CHECK_CATALOGUE } from "./wide/check-catalogue";
import { COMING } from "./wide/coming";
import { COMPLIANCE } from "./wide/compliance";
import { CONTROLS, ORGANISATIONS_BY_CONTROLS } from "./wide/controls";
import { HELD_EXCEPTIONS } from "./wide/exceptions";
import { FLEET } from "./wide/fleet";
import { FRAMEWORK_SUMMARIES } from "./wide/frameworks";
import { INVITED_EVERYWHERE } from "./wide/invitations";
import { ORGANISATIONS } from "./wide/organisations";
import { PEOPLE } from "./wide/people";
import { BINDINGS, SESSIONS_OF_PERSON } from "./wide/person";
import { STATUS_LINKS } from "./wide/status-links";

/** Tables over all organisations that can be exported, by their name in the address. */
export const WIDE_TABLES = {
  audit: AUDIT_EVERYWHERE,
  "audit-streams": SYSTEM_AUDIT_STREAMS,
  bindings: BINDINGS,
  checks: CHECK_CATALOGUE,
  coming: COMING,
  compliance: COMPLIANCE,
  controls: CONTROLS,
  danger: FLEET,
  dips: DIPS,
  exceptions: HELD_EXCEPTIONS,
  "finding-ages": FINDING_AGES,
  frameworks: FRAMEWORK_SUMMARIES,
  freshness: FRESHNESS_COUNTS,
  invitations: INVITED_EVERYWHERE,
  organisations: ORGANISATIONS,
  "organisations-by-controls": ORGANISATIONS_BY_CONTROLS,
  people: PEOPLE,
  posture: POSTURE,
  sessions: SESSIONS_OF_PERSON,
  "status-links": STATUS_LINKS,
} satisfies Record<string, ExportTable<WideContext>>;

/** Throws NOT_FOUND. */
export function getWideTable(name: string): ExportTable<WideContext, z.ZodType, Permission> {
  const table = Object.entries(WIDE_TABLES).find(([key]) => key === name)?.[1];
  if (!table) throw new AppError("NOT_FOUND", "There is no such table.");
  return table;
}

/** What a person needs to take a table away. Throws NOT_FOUND. */
export const permissionOfTable = (name: string): Permission => getWideTable(name).permission;
