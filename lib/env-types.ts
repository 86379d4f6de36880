import { z } from "zod";

/** A variable that may be left out or empty. */
export function optional<T extends z.ZodType>(type: T) {
  return type.optional();
}

/** A URL with one of the given protocols; kept as text. */
export function address(protocols: string[]) {
  return z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), {
    error: `must be an address that starts with ${protocols.map((protocol) => `${protocol}//`).join(" or ")}`,
  });
}

/** An http(s) address without a slash at its end. */
export const httpUrl = address(["http:", "https:"]).transform((text) => text.replace(/\/+$/, ""));

/** The end of host names, without a dot before it. */
export const hostSuffix = z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, {
  error: "must be a domain name such as vault.example.net",
});

/** A plain address without a name. */
export const mailAddress = z.string().regex(/^[^\s@<>",;]+@[a-zA-Z0-9-]+(\.[a-zA-Z0-9-]+)+$/, {
  error: "must be a plain address: clavis@example.com",
});

const whole = (least: number, most: number, error: string) =>
  z
    .string()
    .regex(/^\d{1,9}$/, { error })
    .transform(Number)
    .refine((value) => value >= least && value <= most, { error });

export const port = whole(1, 65_535, "must be a port number from 1 to 65535");
export const positiveInteger = whole(1, 999_999_999, "must be a whole number of 1 or more");

/**
 * 32 random bytes in base64. Keys that only look like one are refused: too short, a text that somebody typed
 * (all printable: 1 in 10^13 for random bytes), or few different bytes such as zeros.
 */
export const secretKey = z.string().transform((text, context) => {
  const bytes = Buffer.from(text, "base64");
  const typed = bytes.every((byte) => byte >= 0x20 && byte < 0x7f);
  if (bytes.length === 32 && !typed && new Set(bytes).size >= 16) return bytes;
  context.addIssue({
    code: "custom",
    message: "must be 32 random bytes in base64 (make one: openssl rand -base64 32)",
  });
  return z.NEVER;
});
