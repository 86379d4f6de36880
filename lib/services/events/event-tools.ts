import "server-only";
import type { KeyWrapper } from "@/lib/db/secrets/key-wrapper";

/** What receiving Adobe's events takes from outside. */
export type EventTools = {
  wrapper: KeyWrapper;
  /** Whether a delivery claims to be signed, truly or not. */
  isSigned(headers: Headers): boolean;
  /** Whether Adobe signed exactly these bytes. Throws VendorError when its keys could not be had. */
  isSignedByAdobe(body: Buffer, headers: Headers): Promise<boolean>;
  /** null for an address that is not Adobe's. */
  readValidationUrl(text: string): { id: string; challenge: string } | null;
  /** Throws VendorError. */
  confirmValidation(asked: { id: string; challenge: string }): Promise<void>;
  /** The whole address of an organisation's webhook. */
  webhookUrl(organisation: string, secret: string): string;
};
