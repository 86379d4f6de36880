import "server-only";
import { confirmValidation, readValidationUrl } from "@/lib/adobe/io-events/confirm-validation";
import { isSigned, isSignedByAdobe } from "@/lib/adobe/io-events/verify-signature";
import { feedPath } from "@/lib/cmk/events/feed-address";
import { env } from "@/lib/env";
import type { EventTools } from "@/lib/services/events/event-tools";
import { keyWrapper } from "./key-wrapper";

/** What receiving Adobe's events takes, of this installation. */
export function eventTools(): EventTools {
  return {
    wrapper: keyWrapper(),
    isSigned,
    isSignedByAdobe,
    readValidationUrl,
    confirmValidation,
    webhookUrl: (organisation, secret) => env().PUBLIC_URL + feedPath(organisation, secret),
  };
}
