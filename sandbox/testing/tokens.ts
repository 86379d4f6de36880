import { appAccessToken, userAccessToken } from "../entra/issue";
import { appNamed, principalIn } from "../entra/place";
import { resourceNamed } from "../entra/scopes";
import { APPS } from "../seed/names";
import type { Sandbox } from "../start";

/** An access token of a seeded person for a resource, signed as Entra would, without the sign-in. */
export function tokenOf(
  { world }: Pick<Sandbox, "world">,
  upn: string,
  resource: string,
  scp?: string,
): string {
  const account = world.state.accounts.find((candidate) => candidate.upn === upn);
  const app = appNamed(world, APPS.clavis);
  const target = resourceNamed(resource);
  if (!account || !app || !target) throw new Error(`no such account or resource: ${upn}, ${resource}`);
  return userAccessToken(world, account, app, target, scp ?? target.delegated);
}

/** An access token of an application in a tenant. */
export function appTokenOf(
  { world }: Pick<Sandbox, "world">,
  appId: string,
  tenantId: string,
  resource: string,
): string {
  const principal = principalIn(world, appId, tenantId);
  const target = resourceNamed(resource);
  if (!principal || !target) throw new Error(`no such application or resource: ${appId}, ${resource}`);
  return appAccessToken(world, principal, target);
}
