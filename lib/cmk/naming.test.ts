import { describe, expect, test } from "vitest";
import { configNameSchema } from "./choices";
import { KEY_NAME_PATTERN, RESOURCE_GROUP_PATTERN, VAULT_NAME_PATTERN } from "./ids";
import { completeImsOrg } from "./ims-org";
import { type NameKind, namingFault } from "./naming";

const CASES: [NameKind, string, string | null][] = [
  ["vault", "kv-contoso-aep", null],
  ["vault", "abc", null],
  ["vault", "a".repeat(24), null],
  ["vault", "ab", "short"],
  ["vault", "", "short"],
  ["vault", "a".repeat(25), "long"],
  ["vault", "1kv", "letter-first"],
  ["vault", "-kv", "letter-first"],
  ["vault", "kv--one", "double-hyphen"],
  ["vault", "kv-one-", "hyphen-last"],
  ["vault", "kv_one", "characters"],
  ["vault", "clé-une", "characters"],
  ["vault", "kv one", "characters"],
  ["key", "adobe-aep-cmk", null],
  ["key", "-", null],
  ["key", "", "short"],
  ["key", "a".repeat(127), null],
  ["key", "a".repeat(128), "long"],
  ["key", "adobe.cmk", "characters"],
  ["resource-group", "rg_(cmk).1-a", null],
  ["resource-group", "rg.", "dot-last"],
  ["resource-group", "r".repeat(90), null],
  ["resource-group", "r".repeat(91), "long"],
  ["resource-group", "rg/one", "characters"],
  ["configuration", "Contoso CMK_1", null],
  ["configuration", " contoso", "alphanumeric-first"],
  ["configuration", "contoso.cmk", "characters"],
  ["configuration", "c".repeat(64), "long"],
  ["configuration", "", "short"],
];

describe("names, as they are typed", () => {
  test.each(CASES)("%s %j: %s", (kind, name, problem) => {
    expect(namingFault(kind, name)?.problem ?? null).toBe(problem);
  });

  test("say the same as what is refused on submitting", () => {
    const accepts: Record<NameKind, (name: string) => boolean> = {
      vault: (name) => VAULT_NAME_PATTERN.test(name),
      key: (name) => KEY_NAME_PATTERN.test(name),
      "resource-group": (name) => RESOURCE_GROUP_PATTERN.test(name),
      configuration: (name) => configNameSchema.safeParse(name).success,
    };
    for (const [kind, name] of CASES)
      expect([kind, name, accepts[kind](name)]).toEqual([kind, name, namingFault(kind, name) === null]);
  });

  test("name the character that is in the way", () => {
    expect(namingFault("vault", "kv_one")?.params).toMatchObject({ found: "_" });
  });
});

describe("an IMS organisation id that wants completing", () => {
  test.each([
    ["7F3A2C915B1E4D880A495CC1", "7F3A2C915B1E4D880A495CC1@AdobeOrg"],
    ["7f3a2c915b1e4d880a495cc1", "7F3A2C915B1E4D880A495CC1@AdobeOrg"],
    [" 7F3A2C915B1E4D880A495CC1@adobeorg ", "7F3A2C915B1E4D880A495CC1@AdobeOrg"],
    ["7F3A2C915B1E4D880A495CC1@", "7F3A2C915B1E4D880A495CC1@AdobeOrg"],
    ["7F3A2C915B1E4D880A495CC1@Adobe", "7F3A2C915B1E4D880A495CC1@AdobeOrg"],
    ["7F3A2C915B1E4D880A495CC1@AdobeOrg", null],
    ["7F3A2C915B1E4D880A495CC1@AdobeID", null],
    ["7F3A2C915B1E4D880A495CC", null],
    ["not an id", null],
    ["", null],
  ])("%j: %s", (typed, completed) => {
    expect(completeImsOrg(typed)).toBe(completed);
  });
});
