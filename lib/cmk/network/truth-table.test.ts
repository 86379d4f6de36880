import { describe, expect, test } from "vitest";
import { sampleInput, sampleVault, seen } from "@/test/sample-input";
import type { VaultFacts } from "../facts";
import { vaultRepairs } from "../plans/vault";
import { evaluatePart } from "../progress";
import { adobeReach, CALLERS, type Caller, MUST_REACH, reachOf } from "./reach";

/**
 * The whole product of what decides, against verdicts written down by hand from Microsoft's page on Key Vault network
 * security: three kinds of public access, two default actions, two bypasses, and address rules of every kind.
 */
const ADOBE = "20.88.123.53";
const CONSOLE = "198.51.100.20";
const ADMIN = "203.0.113.77";

type Access = VaultFacts["publicNetworkAccess"];
type Action = VaultFacts["defaultAction"];

/** Rules, and whom of the three addresses they cover. */
const RULES: Record<string, { rules: string[]; covers: string[] }> = {
  none: { rules: [], covers: [] },
  "single, Adobe": { rules: ["20.88.123.53"], covers: [ADOBE] },
  "single with length, Adobe": { rules: ["20.88.123.53/32"], covers: [ADOBE] },
  "single, another": { rules: ["20.88.123.54"], covers: [] },
  "range, Adobe": { rules: ["20.88.0.0/16"], covers: [ADOBE] },
  "range, another": { rules: ["20.89.0.0/16"], covers: [] },
  "range, console": { rules: ["198.51.100.0/24"], covers: [CONSOLE] },
  "single, admin": { rules: ["203.0.113.77"], covers: [ADMIN] },
  "several, all": {
    rules: ["203.0.113.0/24", "198.51.100.20/32", "20.88.123.52/30"],
    covers: [ADOBE, CONSOLE, ADMIN],
  },
  "range of everything": { rules: ["0.0.0.0/0"], covers: [ADOBE, CONSOLE, ADMIN] },
  malformed: { rules: ["20.88.123.53/33", "20.88.123", "", "::1", "20.88.123.53/"], covers: [] },
  "malformed and good": { rules: ["20.88.123.53/33", "20.88.123.53"], covers: [ADOBE] },
};

/** Public access, default action, bypass: the stores' verdict, then an address's when covered, when not, when unknown. */
const TABLE: [Access, Action, boolean, string, string, string, string][] = [
  ["Enabled", "Allow", true, "yes open", "yes open", "yes open", "yes open"],
  ["Enabled", "Allow", false, "yes open", "yes open", "yes open", "yes open"],
  ["Enabled", "Deny", true, "yes trusted-services", "yes listed", "no not-listed", "unknown address-unknown"],
  ["Enabled", "Deny", false, "no no-bypass", "yes listed", "no not-listed", "unknown address-unknown"],
  ["Disabled", "Allow", true, "yes trusted-services", "no inert", "no public-disabled", "no public-disabled"],
  ["Disabled", "Allow", false, "no no-bypass", "no inert", "no public-disabled", "no public-disabled"],
  ["Disabled", "Deny", true, "yes trusted-services", "no inert", "no public-disabled", "no public-disabled"],
  ["Disabled", "Deny", false, "no no-bypass", "no inert", "no public-disabled", "no public-disabled"],
  [
    "SecuredByPerimeter",
    "Allow",
    true,
    "no perimeter-bypass",
    "unknown perimeter-rules",
    "unknown perimeter-rules",
    "unknown perimeter-rules",
  ],
  [
    "SecuredByPerimeter",
    "Allow",
    false,
    "no perimeter-bypass",
    "unknown perimeter-rules",
    "unknown perimeter-rules",
    "unknown perimeter-rules",
  ],
  [
    "SecuredByPerimeter",
    "Deny",
    true,
    "no perimeter-bypass",
    "unknown perimeter-rules",
    "unknown perimeter-rules",
    "unknown perimeter-rules",
  ],
  [
    "SecuredByPerimeter",
    "Deny",
    false,
    "no perimeter-bypass",
    "unknown perimeter-rules",
    "unknown perimeter-rules",
    "unknown perimeter-rules",
  ],
];

const CASES = TABLE.flatMap(
  ([publicNetworkAccess, defaultAction, bypassAzureServices, stores, ...byAddress]) =>
    Object.entries(RULES).map(([kind, { rules, covers }]) => {
      const vault = sampleVault({ publicNetworkAccess, defaultAction, bypassAzureServices, ipRules: rules });
      const name = `${publicNetworkAccess}, ${defaultAction}, bypass ${bypassAzureServices}, ${kind}`;
      const [covered, other, unknown] = byAddress;
      const of = (address: string) => (covers.includes(address) ? covered : other);
      return { name, vault, stores, of, unknown };
    }),
);

const verdict = (
  vault: VaultFacts,
  caller: Caller,
  addresses = { console: CONSOLE as string | null, admin: ADMIN as string | null },
) => {
  const { reachable, reason } = reachOf(vault, caller, addresses);
  return `${reachable} ${reason}`;
};

test("the table is the whole product", () => {
  expect(new Set(TABLE.map(([access, action, bypass]) => `${access}${action}${bypass}`)).size).toBe(
    3 * 2 * 2,
  );
  expect(CASES).toHaveLength(3 * 2 * 2 * Object.keys(RULES).length);
  expect(CALLERS).toHaveLength(5);
});

describe("who reaches the vault", () => {
  test.each(CASES)("$name", ({ vault, stores, of, unknown }) => {
    expect(verdict(vault, "adobe-stores")).toBe(stores);
    expect(verdict(vault, "adobe-monitor")).toBe(of(ADOBE));
    expect(verdict(vault, "console-control")).toBe("yes control-plane");
    expect(verdict(vault, "console-data")).toBe(of(CONSOLE));
    expect(verdict(vault, "admin")).toBe(of(ADMIN));
    const nobody = { console: null, admin: null };
    expect(verdict(vault, "console-data", nobody)).toBe(unknown);
    expect(verdict(vault, "admin", nobody)).toBe(unknown);
  });

  test.each([
    ["10.0.0.8", "unknown address-private"],
    ["127.0.0.1", "unknown address-private"],
    ["2001:db8::1", "unknown address-not-ipv4"],
    ["nonsense", "unknown address-not-ipv4"],
  ])("behind selected networks, from %s: %s", (admin, expected) => {
    const vault = sampleVault({ ipRules: ["0.0.0.0/0"] });
    expect(verdict(vault, "admin", { console: null, admin })).toBe(expected);
  });
});

describe("the repair", () => {
  const mended = (vault: VaultFacts) => ({ ...vault, ...vaultRepairs(vault).settings }) as VaultFacts;
  const reach = (vault: VaultFacts) => MUST_REACH.map((caller) => verdict(vault, caller));

  test.each(CASES)("$name: Adobe gets through, and nothing is opened that was not needed", ({ vault }) => {
    const { settings } = vaultRepairs(vault);
    const after = mended(vault);
    if (vault.publicNetworkAccess === "SecuredByPerimeter") {
      expect(settings).toEqual({});
      const step = evaluatePart(sampleInput("aep", { vault: seen(vault) })).steps.find(
        ({ id }) => id === "vault",
      );
      expect(step?.outcome).toEqual({ kind: "needs", who: "vault-owner", what: "leave-perimeter" });
      return;
    }
    for (const text of reach(after)) expect(text).toMatch(/^yes /);
    expect(vaultRepairs(after).settings).toEqual({});
    expect(settings.defaultAction).not.toBe("Allow");
    // The list only ever grows by Adobe's one address, at its end.
    expect([vault.ipRules, [...vault.ipRules, ADOBE]]).toContainEqual(after.ipRules);
    if (after.ipRules.length > vault.ipRules.length)
      expect(verdict(vault, "adobe-monitor")).toMatch(/^no (not-listed|public-disabled)$/);
    if (settings.bypassAzureServices) expect(verdict(vault, "adobe-stores")).toBe("no no-bypass");
    if (settings.publicNetworkAccess) {
      expect(vault.publicNetworkAccess).toBe("Disabled");
      expect(after.defaultAction).toBe("Deny");
    }
    // What was right stays untouched.
    if (reach(vault).every((text) => text.startsWith("yes"))) expect(settings).toEqual({});
    // Nobody gets in who is on no list: a stranger is refused unless he was let in before.
    const stranger = { console: null, admin: "192.0.2.9" };
    if (verdict(vault, "admin", stranger) !== "yes open" && !vault.ipRules.includes("0.0.0.0/0"))
      expect(verdict(after, "admin", stranger)).toBe("no not-listed");
  });

  test("leaving out any one change leaves somebody outside", () => {
    for (const { vault } of CASES) {
      const { settings } = vaultRepairs(vault);
      for (const name of Object.keys(settings) as (keyof typeof settings)[]) {
        if (name === "defaultAction") continue; // closes, and opens nothing
        const less = { ...settings };
        delete less[name];
        const reached = reach({ ...vault, ...less } as VaultFacts);
        expect(reached.every((text) => text.startsWith("yes"))).toBe(false);
      }
    }
  });

  const full = Array.from({ length: 1000 }, (_, index) => `52.${index >> 8}.${index & 255}.1`);
  test.each(["Enabled", "Disabled"] as const)(
    "public access %s and a full list: somebody frees a rule first",
    (publicNetworkAccess) => {
      const vault = sampleVault({ publicNetworkAccess, bypassAzureServices: false, ipRules: full });
      expect(vaultRepairs(vault).settings).toEqual({ bypassAzureServices: true });
      const step = evaluatePart(sampleInput("aep", { vault: seen(vault) })).steps.find(
        ({ id }) => id === "vault",
      );
      expect(step?.outcome).toEqual({ kind: "needs", who: "vault-owner", what: "free-address-rule" });
    },
  );

  test("a full list with Adobe's address on it, or one with room, is repaired as any other", () => {
    const listed = sampleVault({ publicNetworkAccess: "Disabled", ipRules: [...full.slice(1), ADOBE] });
    expect(vaultRepairs(listed).settings).toEqual({ publicNetworkAccess: "Enabled" });
    const room = vaultRepairs(sampleVault({ ipRules: full.slice(1) })).settings.ipRules;
    expect(room).toHaveLength(1000);
    expect(adobeReach(sampleVault({ ipRules: room ?? [] }), "adobe-monitor").reason).toBe("listed");
  });
});
