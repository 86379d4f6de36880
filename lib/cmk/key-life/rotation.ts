import type { KeyFacts, RotationPolicy } from "../facts";
import { inDays, shift } from "./duration";

/** When the policy makes the next version; null when it never does, or the version's age is not known. */
export function nextRotation(key: KeyFacts): string | null {
  const policy = key.rotationPolicy;
  if (policy?.rotateAfter) return key.created ? shift(key.created, policy.rotateAfter) : null;
  if (policy?.rotateBefore) return key.expires ? shift(key.expires, policy.rotateBefore, -1) : null;
  return null;
}

/** Days between two versions under a policy; null when it makes none, or counts back from no end. */
export function intervalDays(policy: RotationPolicy): number | null {
  if (policy.rotateAfter) return inDays(policy.rotateAfter);
  if (!policy.rotateBefore || !policy.expiryTime) return null;
  return (inDays(policy.expiryTime) ?? 0) - (inDays(policy.rotateBefore) ?? 0);
}

/** Days from the making of a new version's successor to its expiry; null when new versions do not expire or rotate. */
export function marginDays(policy: RotationPolicy): number | null {
  if (!policy.expiryTime) return null;
  if (policy.rotateBefore && !policy.rotateAfter) return inDays(policy.rotateBefore);
  if (!policy.rotateAfter) return null;
  return (inDays(policy.expiryTime) ?? 0) - (inDays(policy.rotateAfter) ?? 0);
}
