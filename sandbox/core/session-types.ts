import type { Guid } from "./types";

export type AuthCode = {
  code: string;
  clientId: Guid;
  redirectUri: string;
  accountId: Guid;
  tenantId: Guid;
  scope: string;
  nonce: string | null;
  challenge: string | null;
  challengeMethod: string | null;
  expiresAt: string;
  used: boolean;
};

export type RefreshToken = {
  token: string;
  clientId: Guid;
  accountId: Guid;
  tenantId: Guid;
  expiresAt: string;
};
