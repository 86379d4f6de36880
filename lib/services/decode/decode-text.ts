import "server-only";
import { z } from "zod";
import { decodeText as decode } from "@/lib/cmk/decode/decode-error";
import type { DecodingView } from "@/lib/cmk/decode/decoded-view";
import { MAXIMUM_ERROR_TEXT } from "@/lib/cmk/decode/limits";
import { redactedText } from "@/lib/cmk/decode/redact";
import { requirePermission } from "../context";
import type { WideContext } from "../wide-context";
import { worded } from "./worded";

/** What is decoded: neither stored nor logged. */
export const decodeTextSchema = z.object({
  text: z
    .string()
    .max(MAXIMUM_ERROR_TEXT, "too-long")
    .refine((text) => text.trim() !== "", "nothing"),
});

/** What a pasted text says, without an organisation to compare with. Throws FORBIDDEN. */
export async function decodeText(context: WideContext, { text }: { text: string }): Promise<DecodingView> {
  requirePermission(context, "error.decode");
  return worded(context, decode(text), redactedText(text), null);
}
