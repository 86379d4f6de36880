import "server-only";
import { vendorFailure } from "./errors";
import { PAGES } from "./limits";

type Paged<T> = { byPage(): AsyncIterable<T[]> };

/** All items of an SDK's listing; a listing without an end is an answer that makes no sense. Throws VendorError. */
export async function collect<T>(listing: Paged<T>): Promise<T[]> {
  const items: T[] = [];
  let pages = 0;
  for await (const page of listing.byPage()) {
    if (++pages > PAGES)
      throw vendorFailure(
        "azure",
        { status: null, code: "TooManyPages", message: "A listing does not end." },
        undefined,
      );
    items.push(...page);
  }
  return items;
}
