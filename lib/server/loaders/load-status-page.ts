import "server-only";
import type { StatusPageView } from "@/lib/cmk/status-link/status-page";
import { openStatusPage } from "@/lib/services/status-link/open-status-page";
import { onStatusPage } from "../gates/status-link";

/** The page behind a link; null when it is opened too often. */
export function loadStatusPage(token: string): Promise<StatusPageView | null> {
  return onStatusPage(token, openStatusPage);
}
