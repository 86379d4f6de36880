import "server-only";
import type { DenyAssignment } from "@/lib/azure/ports";
import { valueOf } from "@/lib/cmk/value-of";
import type { Observer } from "../step";
import { look, unseen } from "./look";

const HANGING = ["locks", "denyAssignments", "monitoring"] as const;
const EVERYBODY = "00000000-0000-0000-0000-000000000000";
const USES = ["Microsoft.KeyVault/vaults/keys/wrap/action", "Microsoft.KeyVault/vaults/keys/unwrap/action"];

const matches = (pattern: string, action: string) =>
  new RegExp(
    `^${pattern
      .split("*")
      .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"))
      .join(".*")}$`,
    "i",
  ).test(action);

/** Whether a deny assignment keeps this principal from using keys. */
function concerns(denial: DenyAssignment, principalId: string | null): boolean {
  const named = denial.principals.some((id) => id === EVERYBODY || id === principalId);
  const spared = principalId !== null && denial.excluded.includes(principalId);
  return (
    named &&
    !spared &&
    denial.permissions.some(({ dataActions, notDataActions }) =>
      USES.some(
        (use) =>
          dataActions.some((pattern) => matches(pattern, use)) &&
          !notDataActions.some((pattern) => matches(pattern, use)),
      ),
    )
  );
}

/** What guards the vault and who would notice: locks, deny assignments that concern Adobe, logs and alert rules. */
export const observeGuards: Observer = async (context) => {
  const seen = context.input.facts.vault;
  if (seen && "failure" in seen) return HANGING.map((subject) => unseen(subject, seen));
  const vault = valueOf(seen);
  if (!vault?.exists) return [];
  const principal = valueOf(context.input.facts.principal);
  const adobe = principal?.exists ? principal.objectId : null;
  return Promise.all([
    look(context, "locks", "azure", async () => ({
      list: await (await context.azure()).listLocks(vault.id),
    })),
    look(context, "denyAssignments", "azure", async () => ({
      list: (await (await context.azure()).listDenyAssignments(vault.id))
        .filter((denial) => concerns(denial, adobe))
        .map(({ id, name, scope }) => ({ id, name, scope })),
    })),
    look(context, "monitoring", "azure", async () => (await context.azure()).getMonitoring(vault.id)),
  ]);
};
