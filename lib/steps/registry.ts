import "server-only";
import type { PartId, StepId } from "@/lib/cmk/parts";
import { AppError } from "@/lib/errors";
import { aepApp } from "./aep/app";
import { aepEnablement } from "./aep/enablement";
import { aepEntitlement } from "./aep/entitlement";
import { aepKey } from "./aep/key";
import { aepRole } from "./aep/role";
import { aepSubmit } from "./aep/submit";
import { aepVault } from "./aep/vault";
import { cjaAppAccess } from "./cja/app-access";
import { cjaConfirmation } from "./cja/confirmation";
import { cjaEntitlement } from "./cja/entitlement";
import { cjaKey } from "./cja/key";
import { cjaPrivilege } from "./cja/privilege";
import { cjaTicket } from "./cja/ticket";
import { cjaVault } from "./cja/vault";
import type { Step } from "./step";

/** Every step that exists, in the order of lib/cmk/parts.ts. */
export const STEPS: readonly Step[] = [
  aepEntitlement,
  aepVault,
  aepKey,
  aepApp,
  aepRole,
  aepSubmit,
  aepEnablement,
  cjaEntitlement,
  cjaPrivilege,
  cjaVault,
  cjaKey,
  cjaAppAccess,
  cjaTicket,
  cjaConfirmation,
];

/** The step of this part and id. Throws NOT_FOUND when there is none. */
export function stepOf(part: PartId, id: StepId): Step {
  const step = STEPS.find((candidate) => candidate.part === part && candidate.id === id);
  if (!step) throw new AppError("NOT_FOUND", `There is no step ${part}/${id}.`);
  return step;
}
