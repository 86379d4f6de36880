import { IMS_ORG_PATTERN } from "./ids";

const SUFFIX = "@AdobeOrg";

/** The whole id, when what was typed lacks only its ending or its case; null when it is right, or is no such id. */
export function completeImsOrg(typed: string): string | null {
  const [, digits, ending = ""] = typed.trim().match(/^([0-9a-f]{24})(@[a-z]*)?$/i) ?? [];
  if (!digits || !SUFFIX.toLowerCase().startsWith(ending.toLowerCase())) return null;
  const whole = `${digits.toUpperCase()}${SUFFIX}`;
  return whole !== typed && IMS_ORG_PATTERN.test(whole) ? whole : null;
}
