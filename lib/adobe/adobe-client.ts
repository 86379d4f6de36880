import "server-only";
import { getAppRegistration } from "./app-registration";
import { getConfig, submitKey } from "./cmk-config";
import { type AdobeConfig, createGateway } from "./gateway";
import type { AdobeClient } from "./ports";

/** Adobe's customer-managed-key API for one organisation. Nothing is asked before the first method is called. */
export function createAdobeClient(config: AdobeConfig): AdobeClient {
  const gateway = createGateway(config);
  return {
    getAppRegistration: () => getAppRegistration(gateway),
    getConfig: (name) => getConfig(gateway, name),
    submitKey: (operation) => submitKey(gateway, operation),
  };
}
