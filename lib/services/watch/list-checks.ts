import "server-only";
import type { CheckId } from "@/lib/cmk/checks/check-ids";
import type { CheckView } from "@/lib/cmk/checks/check-views";
import { CHECKS } from "@/lib/cmk/checks/registry";
import { AppError } from "@/lib/errors";
import { type Context, requirePermission } from "../context";

/** The catalogue of checks. Throws FORBIDDEN. */
export function listChecks(context: Context): CheckView[] {
  requirePermission(context, "finding.read");
  return CHECKS.map(({ judge: _rule, ...check }) => check);
}

/** One check of the catalogue. Throws FORBIDDEN, NOT_FOUND. */
export function getCheck(context: Context, id: CheckId): CheckView {
  const found = listChecks(context).find((check) => check.id === id);
  if (!found) throw new AppError("NOT_FOUND", "There is no such check.");
  return found;
}
