import type { Verdict } from "../compliance";
import type {
  ComplianceFigures,
  FindingCount,
  Freshness,
  PosturePoint,
} from "../compliance/compliance-views";

/**
 * What a stranger with the link sees, and nothing else: no ids, no names of vaults, keys or people, no reasons. null:
 * the owner did not choose that section.
 */
export type StatusPageView = {
  title: string;
  ownerName: string;
  expiresAt: string;
  asOf: string;
  protectedCount: number;
  total: number;
  atRiskCount: number;
  unverifiedCount: number;
  inSetupCount: number;
  protectedSince: string | null;
  organisations:
    | { name: string; verdict: Verdict; since: string | null; parts: [string, string] | null }[]
    | null;
  trend: { from: string; to: string; began: string | null; points: PosturePoint[] } | null;
  findings: FindingCount[] | null;
  repair: ComplianceFigures["repair"] | null;
  verification: { oldestVerifiedAt: string | null; freshness: { bucket: Freshness; count: number }[] } | null;
};
