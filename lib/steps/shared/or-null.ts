import "server-only";
import { VendorError } from "@/lib/vendor-error";

/** The answer, or null when the vendor gives none: for questions that a plan can do without. */
export async function orNull<T>(ask: () => Promise<T>): Promise<T | null> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof VendorError) return null;
    throw error;
  }
}
