import { expect } from "vitest";
import type { CheckId } from "@/lib/cmk/checks/check-ids";
import { SUBSCRIPTIONS } from "@/sandbox/seed/names";

const VAULT = "kv-fabrikam-aep";
const KEY = { vault: VAULT, key: "adobe-cmk" };

/** Adobe's application in the organisation's directory. */
type Adobe = { appId: string };

/** One way in which a key chain breaks, as the sandbox's control page plays it, and what Clavis makes of it. */
export type Story = {
  name: string;
  /** What the logs call it. */
  operation: string;
  drift: [action: string, where: (adobe: Adobe) => object];
  check: CheckId;
  class: string;
  /** critical unless told. */
  severity?: string;
  reason: string;
  /** What is seen every hour, and not every five minutes. */
  look?: "full";
  /** The step whose plan mends it, or what somebody does elsewhere. */
  mended: string[] | [action: string, where: (adobe: Adobe) => object];
};
const key = () => KEY;
const vault = () => ({ vault: VAULT });
const app = ({ appId }: Adobe) => ({ appId });

export const STORIES: Story[] = [
  {
    name: "the key is disabled",
    operation: "KeyUpdate",
    drift: ["disable-key", key],
    check: "KEY-04",
    class: "purge",
    reason: "key-disabled",
    mended: ["enable-key", key],
  },
  {
    name: "the key expires",
    operation: "KeyUpdate",
    drift: ["expire-key", key],
    check: "KEY-06",
    class: "purge",
    reason: "key-expired",
    mended: ["expire-key-in", () => ({ ...KEY, days: 400 })],
  },
  {
    name: "the role is removed",
    operation: "Microsoft.Authorization/roleAssignments/delete",
    drift: ["remove-role", vault],
    check: "ROL-01",
    class: "purge",
    reason: "role-gone",
    mended: ["role"],
  },
  {
    name: "the firewall is closed",
    operation: "Microsoft.KeyVault/vaults/write",
    drift: ["close-firewall", vault],
    check: "NET-01",
    class: "recoverable",
    reason: "no-bypass",
    mended: ["vault"],
  },
  {
    name: "the application is switched off",
    operation: "Update service principal",
    drift: ["disable-service-principal", app],
    check: "ID-03",
    class: "purge",
    reason: "app-disabled",
    mended: ["enable-service-principal", app],
  },
  {
    name: "the service principal is swapped",
    operation: expect.stringMatching(/^(Add|Remove) service principal$/) as string,
    drift: ["swap-service-principal", app],
    check: "ROL-01",
    class: "purge",
    reason: "role-orphaned",
    mended: ["role"],
  },
  {
    name: "the key may not wrap any more",
    operation: "KeyUpdate",
    drift: ["remove-wrap-op", key],
    check: "KEY-03",
    class: "purge",
    reason: "operations-missing",
    mended: ["undo"],
  },
  {
    name: "the vault joins a network security perimeter",
    operation: "Microsoft.KeyVault/vaults/joinPerimeter/action",
    drift: ["join-perimeter", vault],
    check: "NET-02",
    class: "recoverable",
    reason: "perimeter",
    mended: ["undo"],
  },
  {
    name: "the key is deleted",
    operation: "KeyDelete",
    drift: ["delete-key", key],
    check: "KEY-14",
    class: "purge",
    reason: "key-gone",
    mended: ["undo"],
  },
  {
    name: "the subscription is switched off",
    operation: "Microsoft.Subscription/cancel/action",
    drift: ["disable-subscription", () => ({ subscriptionId: SUBSCRIPTIONS.fabrikam })],
    check: "VLT-11",
    class: "recoverable",
    reason: "subscription-state",
    mended: ["undo"],
  },
  {
    name: "the rotation policy is removed",
    operation: "KeyRotationPolicySet",
    drift: ["drop-rotation-policy", key],
    check: "KEY-08",
    class: "hygiene",
    severity: "high",
    reason: "no-rotation",
    look: "full",
    mended: ["undo"],
  },
  {
    name: "public access is switched off",
    operation: "Microsoft.KeyVault/vaults/write",
    drift: ["disable-public-access", vault],
    check: "NET-03",
    class: "recoverable",
    severity: "high",
    reason: "monitor-inert",
    mended: ["undo"],
  },
  {
    name: "the application is removed",
    operation: "Remove service principal",
    drift: ["delete-service-principal", app],
    check: "ID-01",
    class: "purge",
    reason: "app-gone",
    mended: ["undo"],
  },
  {
    name: "the application has another owner",
    operation: "Update service principal",
    drift: ["change-app-owner", app],
    check: "ID-04",
    class: "hygiene",
    severity: "high",
    reason: "app-owner-changed",
    mended: ["undo"],
  },
  {
    name: "the vault is deleted",
    operation: "Microsoft.KeyVault/vaults/delete",
    drift: ["delete-vault", vault],
    check: "VLT-07",
    class: "purge",
    reason: "vault-soft-deleted-until",
    mended: ["vault", "role"],
  },
];
