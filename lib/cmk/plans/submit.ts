import type { PartInput } from "../input";
import type { Operation } from "../plan";
import { valueOf } from "../value-of";

/** What is sent to Adobe. There is no way back to Adobe's system keys after it is enabled. */
export function planSubmit(input: PartInput): Operation[] {
  const key = valueOf(input.facts.key);
  const config = valueOf(input.facts.config);
  if (!key?.exists || config === null) return [];
  if (config.exists && config.status !== "FAILED") return [];
  const { imsOrgId, region } = input.organisation;
  const keyIdentifier = key.version ? `${key.identifier}/${key.version}` : key.identifier;
  return [{ op: "submit-key", imsOrgId, region, configName: input.choices.configName, keyIdentifier }];
}
