import "server-only";
import { z } from "zod";
import { requestAdobe } from "../http";
import { LIMITS } from "../limits";

const ADDRESS =
  /^https:\/\/csm\.adobe\.io\/csm\/registrations\/validate\?id=([A-Za-z0-9-]{1,80})&challenge=([A-Za-z0-9-]{1,80})$/;

/** The parts of Adobe's validation address; null for an address of any other host or form. */
export function readValidationUrl(text: string): { id: string; challenge: string } | null {
  const [, id, challenge] = ADDRESS.exec(text) ?? [];
  return id && challenge ? { id, challenge } : null;
}

/**
 * Opens Adobe's validation address, as a person would with a browser. Only its two parts are taken from what was sent;
 * the address is built here. Throws VendorError.
 */
export async function confirmValidation({ id, challenge }: { id: string; challenge: string }): Promise<void> {
  const query = new URLSearchParams({ id, challenge });
  await requestAdobe({
    method: "GET",
    url: `https://csm.adobe.io/csm/registrations/validate?${query}`,
    headers: { accept: "*/*" },
    limits: LIMITS.validation,
    schema: z.unknown(),
  });
}
