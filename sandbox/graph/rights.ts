import type { Caller, World } from "../core/types";
import { mayConsent } from "../entra/consent";

const READS_APPLICATIONS = [
  "Application.Read.All",
  "Application.ReadWrite.All",
  "Directory.Read.All",
  "Directory.ReadWrite.All",
];
const WRITES_APPLICATIONS = ["Application.ReadWrite.All", "Directory.ReadWrite.All"];
const READS_DIRECTORY = [
  "Directory.Read.All",
  "Directory.ReadWrite.All",
  "User.Read.All",
  "Organization.Read.All",
];

/** The permissions on a token: delegated scopes of a person, application roles of an application. */
function permissions(caller: Caller): string[] {
  return caller.kind === "user" ? caller.scopes : caller.roles;
}

function holdsOne(caller: Caller, wanted: string[]): boolean {
  return permissions(caller).some((one) => wanted.includes(one));
}

export function mayReadApplications(caller: Caller): boolean {
  return holdsOne(caller, READS_APPLICATIONS);
}

/** Adding an application takes the permission and, for a person, a directory role that may. */
export function mayWriteApplications(caller: Caller, world: World): boolean {
  if (!holdsOne(caller, WRITES_APPLICATIONS)) return false;
  if (caller.kind === "app") return true;
  const account = world.state.accounts.find((candidate) => candidate.objectId === caller.objectId);
  return account !== undefined && mayConsent(account);
}

export function mayReadAudits(caller: Caller): boolean {
  return holdsOne(caller, ["AuditLog.Read.All"]);
}

export function mayReadDirectory(caller: Caller): boolean {
  return holdsOne(caller, READS_DIRECTORY);
}

/** A person may read the own profile and the own organisation with the smallest scope. */
export function mayReadSelf(caller: Caller): boolean {
  return caller.kind === "user" && (caller.scopes.includes("User.Read") || mayReadDirectory(caller));
}
