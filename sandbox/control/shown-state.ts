import type { State } from "../core/types";

/** The whole state without what opens doors: private keys, client secrets, codes and refresh tokens. */
export function shownState(state: State) {
  const { signingKey, authCodes, refreshTokens, eventKeys = [], stories = [], ...rest } = state;
  return {
    ...rest,
    stories: stories.map(({ before: _hidden, ...story }) => story),
    signingKey: { kid: signingKey.kid },
    eventKeys: eventKeys.map(({ id }) => ({ id })),
    openAuthCodes: authCodes.length,
    openRefreshTokens: refreshTokens.length,
    apps: state.apps.map(({ secrets, ...app }) => ({ ...app, secretCount: secrets.length })),
    adobeCredentials: state.adobeCredentials.map(({ clientSecret: _hidden, ...credential }) => credential),
    keys: state.keys.map((key) => ({
      ...key,
      versions: key.versions.map(({ privateKey, ...version }) => ({
        ...version,
        hasPrivateKey: privateKey !== null,
      })),
    })),
  };
}
