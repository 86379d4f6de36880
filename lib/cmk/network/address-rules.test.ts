import { expect, test } from "vitest";
import { isAddressRule, isIpv4, isPrivateAddress, ruleCovers } from "./address-rules";

/** Rule, whether it can be read, whether it covers Adobe's address. */
const RULES: [string, boolean, boolean][] = [
  ["20.88.123.53", true, true],
  ["20.88.123.53/32", true, true],
  [" 20.88.123.53 ", true, true],
  ["20.88.123.0/24", true, true],
  ["20.88.123.255/24", true, true],
  ["20.88.123.52/31", true, true],
  ["0.0.0.0/0", true, true],
  ["20.88.123.52", true, false],
  ["20.88.123.54/31", true, false],
  ["20.88.122.0/24", true, false],
  ["255.255.255.255/32", true, false],
  ["20.88.123.53/33", false, false],
  // An empty length is not "every address".
  ["20.88.123.53/", false, false],
  ["20.88.123.53/ 8", false, false],
  ["20.88.123.53/-1", false, false],
  ["20.88.123.53/08", false, false],
  ["20.88.123.53/8/8", false, false],
  ["20.88.123", false, false],
  ["20.88.123.256", false, false],
  ["20.88.123.053", false, false],
  ["20.88.123.5e1", false, false],
  ["20.88.123.53.1", false, false],
  ["AzureCloud", false, false],
  ["::ffff:20.88.123.53", false, false],
  ["::1", false, false],
  ["", false, false],
];

test.each(RULES)("rule “%s”: read %s, covers Adobe's address %s", (rule, read, covers) => {
  expect([isAddressRule(rule), ruleCovers(rule, "20.88.123.53")]).toEqual([read, covers]);
});

test.each([
  ["10.1.2.3", true],
  ["172.15.255.255", false],
  ["172.16.0.0", true],
  ["172.31.255.255", true],
  ["172.32.0.0", false],
  ["192.168.1.1", true],
  ["127.0.0.1", true],
  ["169.254.1.1", true],
  ["100.64.0.1", true],
  ["203.0.113.77", false],
])("%s is private: %s", (address, expected) => {
  expect(isIpv4(address)).toBe(true);
  expect(isPrivateAddress(address)).toBe(expected);
});
