import "server-only";
import type { AdobeClient, AdobeEventsClient } from "@/lib/adobe/ports";
import type { AzureClient, DirectoryClient } from "@/lib/azure/ports";
import type { AzureCloudId } from "@/lib/cmk/azure-clouds";
import type { Addresses } from "@/lib/cmk/network/reach";
import type { Permission, Role } from "@/lib/cmk/permissions";
import { may } from "@/lib/cmk/permissions";
import type { Windows } from "@/lib/cmk/windows";
import type { OrganisationId, Scope } from "@/lib/db/scope";
import { AppError } from "@/lib/errors";

/** Who is acting: a signed-in person, or Clavis itself (the worker). */
export type Actor =
  | {
      kind: "user";
      userId: string;
      objectId: string;
      tenantId: string;
      name: string;
      /** Sign-in name, mostly the mail address. */
      upn?: string;
      roles: Role[];
    }
  | { kind: "system"; name: string };

/** The clouds as this actor sees them for one organisation; built on first use, by lib/server/build-context. */
export type Clouds = {
  azure(): Promise<AzureClient>;
  directory(): Promise<DirectoryClient>;
  /** The same person in another tenant of theirs; none for those who look through the application identity. */
  directoryIn?: ((tenantId: string) => DirectoryClient) | undefined;
  adobe(): Promise<AdobeClient>;
  /** Adobe I/O Events with the same credential; left out where nothing of it is asked. */
  adobeEvents?(): Promise<AdobeEventsClient>;
  /** Azure through the read-only application identity, for what a person may change but not read. */
  watchingAzure?(): Promise<AzureClient>;
  /** Whether these are the read-only application identity's eyes: what it may not see is what watching may not see. */
  isWatching?: boolean;
  /** Clavis's own application: its id, and where an Entra administrator consents to it in a tenant. */
  watcher?: { appId: string; consentUrl(tenantId: string): Promise<string> };
  /** Adobe's consent address, turned to the organisation's tenant and the configured authority. */
  consentUrl(applicationUrl: string, tenantId: string): Promise<string>;
};

/** Texts by message key, with plain `{name}` placeholders. */
export type Words = {
  t(key: string, params?: Record<string, string | number>): string;
  has(key: string): boolean;
};

/** What every verb is given. `scope` was minted by a gate: verbs cannot widen it. */
export type Context = {
  actor: Actor;
  scope: Scope;
  correlationId: string;
  now(): Date;
  /** The language of whoever asks, for answers that are worded here; missing where nobody reads. */
  words?: Words;
};

/** A context for one organisation: the gate has proved that the actor belongs to it. */
export type OrganisationContext = Context & {
  organisationId: OrganisationId;
  clouds: Clouds;
  windows: Windows;
  /** Which of Azure's clouds this console works in; left out: the public one. */
  cloud?: AzureCloudId;
  /** From where this console and the person come, as far as that is known; left out: not at all. */
  addresses?: Addresses;
};

/** The first line of every verb. The system may read, check and continue what a person started, never decide. */
export function requirePermission(context: Context, permission: Permission): void {
  const { actor } = context;
  const systemMay: Permission[] = [
    "organisation.read",
    "setup.read",
    "setup.check",
    "compliance.read",
    "configuration.read",
    "finding.read",
    "alert.read",
    "watch.record",
  ];
  const allowed = actor.kind === "user" ? may(actor.roles, permission) : systemMay.includes(permission);
  if (!allowed)
    throw new AppError("FORBIDDEN", `${actor.name} lacks ${permission}`, { details: { permission } });
}
