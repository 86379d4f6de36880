import { ADOBE_MONITOR_ADDRESS } from "../../ids";
import type { Seen } from "../seen";
import { type Found, type Rule, verdict } from "./rule";

const throughControlPlane = (seen: Seen) => seen.status === 400 || /ManagementPlane/i.test(seen.flat);
const aboutKeys = (seen: Seen) =>
  /\b(?:key|secret)|(?:key|secret)s?\b/i.test(seen.flat) && !/AADSTS|token/i.test(seen.flat);
/** Losing the key that Adobe uses is what Adobe acts on; any other key is an obstacle only. */
const purgeWhenOurs = ({ isOurKey }: Found) => (isOurKey ? ({ severity: "purge" } as const) : null);
const byPerson = ({ caller }: Found) => caller === "person" || caller === "tool";

/** What Key Vault's data plane answers. Source: Key Vault common error codes, REST error codes. */
export const KEY_VAULT_RULES: readonly Rule[] = [
  {
    id: "forbidden-by-rbac-arm",
    codes: ["forbiddenbyrbac"],
    when: throughControlPlane,
    verdict: verdict("obstacle", "vault-owner", ["vault"], "assign-crypto-officer"),
  },
  {
    id: "forbidden-by-rbac",
    codes: ["forbiddenbyrbac"],
    shapes: [/Caller is not authorized to perform action on resource/i],
    verdict: verdict("access", "vault-owner", ["role"], "assign-encryption-user"),
    refine: (found) => {
      const person = { severity: "obstacle", steps: ["vault"], script: "assign-crypto-officer" } as const;
      if (found.evidence.denyAssignment) return { steps: [], script: null, fix: "fixDenied" };
      if (byPerson(found)) return { ...person, fix: "fixPerson" };
      const stranger = found.differences.some(({ id }) => id.startsWith("caller-") || id === "tenant");
      return stranger ? { severity: "obstacle", script: null, fix: "fixStranger" } : null;
    },
  },
  {
    id: "forbidden-by-firewall",
    codes: ["forbiddenbyfirewall"],
    shapes: [/Client address is not authorized and caller is not a trusted service/i],
    verdict: verdict("access", "vault-owner", ["vault"], "allow-adobe-address"),
    refine: (found) => {
      const { clientAddress } = found.evidence;
      if (found.caller === "adobe" || clientAddress === ADOBE_MONITOR_ADDRESS) return null;
      const known = byPerson(found) || clientAddress !== undefined;
      return known ? { severity: "obstacle", script: null, fix: "fixPerson" } : null;
    },
  },
  {
    id: "forbidden-by-connection",
    codes: ["forbiddenbyconnection"],
    shapes: [/Connection is not an approved private link/i, /Public network access is disabled/i],
    verdict: verdict("access", "vault-owner", ["vault"], "allow-trusted-services"),
  },
  {
    id: "forbidden-by-perimeter",
    codes: ["forbiddenbynsp"],
    shapes: [/forbidden by NSP policy/i, /\bnetwork security perimeter\b/i],
    verdict: verdict("access", "vault-owner", ["vault"]),
  },
  {
    id: "access-policy-denied",
    codes: ["accessdenied"],
    shapes: [/does not have (?:keys|secrets|certificates) \w{1,40} permission on key vault/i],
    when: (seen) => !/Adobe|IMS/.test(seen.flat),
    verdict: verdict("access", "vault-owner", ["vault"], "use-rbac"),
  },
  {
    id: "key-disabled",
    codes: ["keydisabled", "secretdisabled"],
    shapes: [/not allowed on a disabled (?:key|secret)/i, /\bkey(?: version)? is (?:currently )?disabled\b/i],
    verdict: verdict("purge", "vault-owner", ["key"], "enable-key"),
  },
  {
    id: "key-expired",
    codes: ["keyexpired", "secretexpired", "expiredkey"],
    shapes: [/\bexpired (?:key|secret)\b/i, /\bkey(?: version)? (?:is|has) expired\b/i],
    when: aboutKeys,
    verdict: verdict("purge", "vault-owner", ["key"], "rotate-key"),
  },
  {
    id: "key-not-yet-valid",
    codes: ["keynotyetvalid", "keynotactive"],
    shapes: [
      /\bnot[- ]yet[- ]valid (?:key|secret)\b/i,
      /\b(?:key|secret) that is not (?:yet )?(?:valid|active)\b/i,
      /\bkey(?: version)? is not (?:yet )?(?:valid|active)\b/i,
    ],
    when: aboutKeys,
    verdict: verdict("purge", "vault-owner", ["key"], "start-key"),
  },
  {
    id: "key-soft-deleted",
    codes: ["objectisdeletedbutrecoverable"],
    shapes: [/currently in a deleted but recoverable state/i],
    verdict: verdict("obstacle", "vault-owner", ["key"], "recover-key"),
    refine: purgeWhenOurs,
  },
  {
    id: "object-busy",
    codes: ["objectisbeingdeleted", "objectisbeingrecovered"],
    shapes: [/is currently being (?:deleted|recovered)\b/i],
    verdict: verdict("wait", null),
  },
  {
    id: "key-not-found",
    codes: ["keynotfound", "secretnotfound", "certificatenotfound"],
    shapes: [/\(name\/id\) \S{1,180} was not found in this key vault/i, /\bDeleted Key not found\b/i],
    verdict: verdict("obstacle", "vault-owner", ["key"], "recover-key"),
    refine: purgeWhenOurs,
  },
];
