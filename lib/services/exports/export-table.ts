import "server-only";
import type { z } from "zod";
import type { Permission } from "@/lib/cmk/permissions";
import type { OrganisationContext } from "../context";
import type { WideContext } from "../wide-context";
import type { OwnContext } from "./own-tables";

export type ExportRow = Record<string, unknown>;
export type ExportPage = { rows: ExportRow[]; next: string | null };

/**
 * A table that can be taken away, whole. `filter`: what the table's page has in its address, so that what is exported
 * is what is seen. `page`: the rows behind a cursor; null begins. Columns of a row that are not named are left out.
 */
export type ExportTable<C, F extends z.ZodType = z.ZodType, P = Permission | null> = {
  /** null: of a person's own, which needs none. */
  permission: P;
  columns: readonly string[];
  filter: F;
  page(context: C, filter: z.output<F>, cursor: string | null): Promise<ExportPage>;
};

/** A table of one organisation. */
export function organisationTable<F extends z.ZodType>(
  table: ExportTable<OrganisationContext, F, Permission>,
): ExportTable<OrganisationContext, z.ZodType, Permission> {
  return table as unknown as ExportTable<OrganisationContext, z.ZodType, Permission>;
}

/** A table over all organisations in which the person has its permission. */
export function wideTable<F extends z.ZodType>(
  table: ExportTable<WideContext, F, Permission>,
): ExportTable<WideContext, z.ZodType, Permission> {
  return table as unknown as ExportTable<WideContext, z.ZodType, Permission>;
}

/** A table of a person's own. */
export function ownTable<F extends z.ZodType>(table: ExportTable<OwnContext, F>): ExportTable<OwnContext> {
  return table as unknown as ExportTable<OwnContext>;
}
