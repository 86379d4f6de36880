import "server-only";
import { EnvHttpProxyAgent, setGlobalDispatcher } from "undici";

let isInstalled = false;
/** Connections wait so long for their next call: looks come in waves, and a handshake costs more than a call. */
export const KEEP_ALIVE_MS = 20_000;

/**
 * Sends every fetch of this process (MSAL's, Graph's, Adobe's) through HTTPS_PROXY, except for NO_PROXY. The
 * Azure SDKs read the same variables by themselves. Call once at start; without the variables it changes nothing.
 */
export function installProxy(): void {
  if (isInstalled) return;
  isInstalled = true;
  setGlobalDispatcher(
    new EnvHttpProxyAgent({ connect: { timeout: 10_000 }, keepAliveTimeout: KEEP_ALIVE_MS }),
  );
}
