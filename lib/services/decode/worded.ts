import "server-only";
import type { DecodedError } from "@/lib/cmk/decode/decoded";
import type { DecodingView } from "@/lib/cmk/decode/decoded-view";
import { may } from "@/lib/cmk/permissions";
import { renderDecoding } from "@/lib/render/decoding";
import type { Context } from "../context";

const isAdmin = ({ actor }: Context) => actor.kind === "user" && may(actor.roles, "setup.apply");

/** The person whose own calls an error may be about: only an admin makes any. */
export function personIdOf(context: Context): string | null {
  return context.actor.kind === "user" && isAdmin(context) ? context.actor.objectId : null;
}

/** Decoded errors in the words of whoever asks; message keys where nobody does. */
export function worded(
  context: Context,
  errors: DecodedError[],
  redacted: string,
  organisation: string | null,
): DecodingView {
  const words = context.words ?? { t: (key: string) => key, has: () => false };
  return renderDecoding(errors, redacted, { words, isAdmin: isAdmin(context), organisation });
}
