import "server-only";
import { AZURE_CLOUDS } from "@/lib/cmk/azure-clouds";

/** The one app registration through which Clavis signs people in and watches. */
export type IdentityConfig = {
  /** Such as https://login.microsoftonline.com, without a slash at its end. */
  authorityHost: string;
  /** The Resource Manager that people will use; the public cloud's when left out. */
  resourceManagerUrl?: string;
  /** Where people sign in: `organizations`, or one directory's id. */
  tenant: string;
  clientId: string;
  /** A secret, or a certificate with its private key, both PEM. */
  credential: { secret: string } | { certificate: string; privateKey: string };
};

/** Where one person's tokens are kept between requests: encrypted, in the database. */
export type TokenCacheStore = {
  read(): Promise<string | null>;
  write(text: string): Promise<void>;
};

/** What sign-in asks for. One resource per token request: Graph and Key Vault follow by silent refresh. */
export function signInScopes({ resourceManagerUrl }: Pick<IdentityConfig, "resourceManagerUrl">): string[] {
  const resource = resourceManagerUrl ?? AZURE_CLOUDS.public.resourceManager;
  return ["openid", "profile", "offline_access", `${resource}/user_impersonation`];
}
