import "server-only";
import { AppError } from "@/lib/errors";

/** Rethrows a conflict so that forms can show it at its field. */
export function fieldConflict(error: unknown): never {
  if (error instanceof AppError && error.code === "CONFLICT" && error.details.reason === "ims-org-taken") {
    const fields = [{ field: "imsOrgId", reason: "ims-org-taken" }];
    throw new AppError("CONFLICT", error.message, { cause: error, details: error.details, fields });
  }
  throw error;
}
