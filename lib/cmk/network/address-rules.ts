const OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
const IPV4 = new RegExp(`^${OCTET}(?:\\.${OCTET}){3}$`);
const LENGTH = /^(?:3[0-2]|[12]?[0-9])$/;

/** Most address rules that a vault takes. Source: Key Vault, network security. */
export const MOST_ADDRESS_RULES = 1000;
/** The same of a managed HSM. Source: Managed HSM, network security. */
const MOST_HSM_ADDRESS_RULES = 10;

export function mostAddressRules(sku: string | null | undefined): number {
  return sku === "managed-hsm" ? MOST_HSM_ADDRESS_RULES : MOST_ADDRESS_RULES;
}

/** Whether a text is one IPv4 address, written in full. */
export function isIpv4(text: string): boolean {
  return IPV4.test(text);
}

function toNumber(address: string): number {
  return address.split(".").reduce((total, part) => total * 256 + Number(part), 0);
}

type Range = { from: number; block: number };

function rangeOf(rule: string): Range | null {
  const [network = "", length = "32", more] = rule.trim().split("/");
  if (!IPV4.test(network) || !LENGTH.test(length) || more !== undefined) return null;
  return { from: toNumber(network), block: 2 ** (32 - Number(length)) };
}

/** Whether a rule can be read: an IPv4 address, or a range in CIDR notation. One that cannot covers nothing. */
export function isAddressRule(rule: string): boolean {
  return rangeOf(rule) !== null;
}

/** Whether an address rule covers an IPv4 address. */
export function ruleCovers(rule: string, address: string): boolean {
  const range = rangeOf(rule);
  if (range === null || !IPV4.test(address)) return false;
  return Math.floor(range.from / range.block) === Math.floor(toNumber(address) / range.block);
}

const PRIVATE = [
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.168.0.0/16",
];

/** Whether an IPv4 address is of a private network: Azure sees another one, that of the way out. */
export function isPrivateAddress(address: string): boolean {
  return PRIVATE.some((range) => ruleCovers(range, address));
}
