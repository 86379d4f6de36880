import "server-only";
import { z } from "zod";
import type { VendorFailure } from "@/lib/cmk/facts";
import { vendorFailure } from "./errors";
import { PAGES } from "./limits";

/** An answer that is none: of another form than agreed, or of another place. */
export function nonsense(vendor: VendorFailure["vendor"], message: string) {
  return vendorFailure(vendor, { status: null, code: null, message }, undefined);
}

/** Reads one page as `page` has it: by the listing's path, or by the whole address of a next page. */
type AskPage = <S extends z.ZodType>(place: string, page: S) => Promise<z.output<S>>;

/** All rows of a listing in pages, PAGES of them at most. Throws VendorError. */
export async function allPages<S extends z.ZodType>(
  vendor: VendorFailure["vendor"],
  path: string,
  row: S,
  ask: AskPage,
): Promise<z.output<S>[]> {
  const page = z.object({ value: z.array(row), nextLink: z.string().nullish() });
  const rows: z.output<S>[] = [];
  let next: string | null = path;
  for (let count = 0; next !== null; count += 1) {
    if (count >= PAGES) throw nonsense(vendor, "The list does not end where it should.");
    const answer: z.output<typeof page> = await ask(next, page);
    rows.push(...answer.value);
    next = answer.nextLink || null;
  }
  return rows;
}
