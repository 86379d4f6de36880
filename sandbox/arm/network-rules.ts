import { BlockList, isIPv4, isIPv6 } from "node:net";
import type { NetworkRules } from "../core/types";
import { objectOf } from "./arm-call";
import { badRequest } from "./arm-error";

const PUBLIC_ACCESS = ["Enabled", "Disabled", "SecuredByPerimeter"] as const;
const MOST_ADDRESSES = 1000;
const PRIVATE = new BlockList();
for (const [network, bits] of [
  ["10.0.0.0", 8],
  ["172.16.0.0", 12],
  ["192.168.0.0", 16],
] as const) {
  PRIVATE.addSubnet(network, bits);
}

/** An address rule as the service keeps it: always with its length. */
function readAddress(raw: unknown): { value: string } {
  const { value } = objectOf(raw, "networkAcls.ipRules");
  const text = typeof value === "string" ? value.trim() : "";
  const [network = "", bits = "32", more] = text.split("/");
  const length = Number(bits);
  if (isIPv6(network)) throw badRequest(`IPv6 addresses are not supported in network rules: '${text}'.`);
  if (!isIPv4(network) || more !== undefined || !/^\d+$/.test(bits) || length > 32) {
    throw badRequest(
      `The address '${text}' in networkAcls.ipRules is not a valid IPv4 address or CIDR range.`,
    );
  }
  if (PRIVATE.check(network)) {
    throw badRequest(
      `The address '${text}' in networkAcls.ipRules is private; only public addresses are supported.`,
    );
  }
  return { value: `${network}/${length}` };
}

function oneOf<T extends string>(
  value: unknown,
  allowed: readonly T[],
  fallback: NoInfer<T>,
  name: string,
): T {
  if (value === undefined || value === null) return fallback;
  const found = allowed.find((one) => one.toLowerCase() === String(value).toLowerCase());
  if (found) return found;
  throw badRequest(`An invalid value was provided for '${name}'.`);
}

/** Network rules from a body. Ranges of RFC 1918 and IPv6 are refused, as the service refuses them. */
export function readNetworkRules(value: unknown): NetworkRules | null {
  if (value === undefined || value === null) return null;
  const raw = objectOf(value, "networkAcls");
  const list = (part: unknown): unknown[] => (Array.isArray(part) ? part : []);
  const ipRules = list(raw.ipRules).map(readAddress);
  if (ipRules.length > MOST_ADDRESSES)
    throw badRequest(`At most ${MOST_ADDRESSES} address rules are supported.`);
  return {
    bypass: oneOf(raw.bypass, ["AzureServices", "None"], "AzureServices", "networkAcls.bypass"),
    defaultAction: oneOf(raw.defaultAction, ["Allow", "Deny"], "Allow", "networkAcls.defaultAction"),
    ipRules,
    virtualNetworkRules: list(raw.virtualNetworkRules).map((rule) => ({
      id: String(objectOf(rule, "networkAcls.virtualNetworkRules").id ?? ""),
    })),
  };
}

/** publicNetworkAccess from a body, in the service's spelling; null when it is not said. */
export function readPublicAccess(value: unknown): "Enabled" | "Disabled" | "SecuredByPerimeter" | null {
  if (value === undefined || value === null || value === "") return null;
  return oneOf(value, PUBLIC_ACCESS, "Enabled", "publicNetworkAccess");
}
