import type { AppRegistration, ServicePrincipal, Tenant, World } from "../core/types";

/** Where an answer's addresses point: the token side over TLS, the pages where a browser can open them. */
export type Place = { issuerHost: string; tokenBase: string; pageBase: string };

/** Addresses for the authority a client asked; `doorUrl` is where the sandbox's pages are, plain http. */
export function placeOf(host: string, doorUrl: string): Place {
  const own = host === "login.sandbox.internal" || host === "127.0.0.1";
  const issuerHost = own ? "login.sandbox.internal" : host;
  const tokenBase = `https://${issuerHost}`;
  return { issuerHost, tokenBase, pageBase: own ? doorUrl : tokenBase };
}

const SHARED = ["common", "organizations", "consumers"];

/** A tenant of an address: one directory, one of the shared names, or null when there is no such directory. */
export function tenantNamed(world: World, segment: string): { shared: string } | { tenant: Tenant } | null {
  const wanted = segment.toLowerCase();
  if (SHARED.includes(wanted)) return { shared: wanted };
  const tenant = world.state.tenants.find(
    (candidate) => candidate.id === wanted || candidate.defaultDomain === wanted,
  );
  return tenant ? { tenant } : null;
}

export function appNamed(world: World, appId: string | null): AppRegistration | undefined {
  const wanted = appId?.toLowerCase();
  return world.state.apps.find((candidate) => candidate.appId === wanted);
}

export function principalIn(world: World, appId: string, tenantId: string): ServicePrincipal | undefined {
  return world.state.servicePrincipals.find(
    (candidate) => candidate.appId === appId && candidate.tenantId === tenantId,
  );
}

/** Does a redirect address fit what an application registered? Loopback addresses fit with any port. */
export function redirectFits(app: AppRegistration, uri: string): boolean {
  let asked: URL;
  try {
    asked = new URL(uri);
  } catch {
    return false;
  }
  return app.redirectUris.some((registered) => {
    const anyPort = new URL(registered.replace(":*", ""));
    const loopback = ["127.0.0.1", "localhost"].includes(anyPort.hostname);
    const sameHost = loopback ? asked.hostname === anyPort.hostname : asked.host === anyPort.host;
    return asked.protocol === anyPort.protocol && sameHost && asked.pathname === anyPort.pathname;
  });
}
