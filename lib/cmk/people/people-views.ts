import type { Role } from "../permissions";
import type { OrganisationView, Page } from "../views";

export type MemberView = {
  userId: string;
  name: string;
  upn: string;
  role: Role;
  /** Bound to all organisations: managed by whoever operates Clavis, not here. */
  everywhere: boolean;
  /** Whether Entra granted the app role of `role` at the newest sign-in: without it the binding opens nothing. */
  granted: boolean;
  lastSignInAt: string | null;
  sessions: number;
  you: boolean;
};

export type InvitationView = {
  id: string;
  upn: string;
  role: Role;
  invitedByName: string;
  createdAt: string;
  expiresAt: string;
  expired: boolean;
};

export type PeopleView = {
  organisation: OrganisationView;
  members: MemberView[];
  invitations: InvitationView[];
};

export type SessionView = {
  id: string;
  createdAt: string;
  lastSeenAt: string;
  expiresAt: string;
  userAgent: string | null;
  current: boolean;
};

export type TokenView = {
  id: string;
  name: string;
  permissions: string[];
  /** Names of the organisations that it opens; null: all of the person's. */
  organisations: string[] | null;
  createdAt: string;
  expiresAt: string;
  lastUsedAt: string | null;
};

/** Somebody who has signed in, or was bound before that, as those who may bind to all organisations see them. */
export type PersonRow = {
  id: string;
  name: string;
  upn: string;
  /** Their directory in Entra. */
  tenantId: string;
  /** What Entra granted at the newest sign-in. */
  granted: Role[];
  /** Their role in all organisations, also in those to come. */
  everywhere: Role | null;
  /** To how many single organisations they are bound. */
  organisations: number;
  lastSignInAt: string | null;
  sessions: number;
  you: boolean;
};

export type BindingView = { organisationId: string; organisation: string; role: Role };

export type PersonView = { person: PersonRow; bindings: Page<BindingView>; sessions: SessionView[] };
