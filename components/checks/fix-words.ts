import type { Words } from "@/components/ui/words";
import type { CheckDefinition } from "@/lib/cmk/checks/check";
import type { PartId } from "@/lib/cmk/parts";

/** How a check is mended, in a sentence. */
export function fixWords(fix: CheckDefinition["fix"], part: PartId, { t }: Words): string {
  if (fix.kind === "needs") return t(`checkFixes.${fix.what}`);
  const step = fix.step[part];
  return step ? t("checkFixes.plan", { step: t(`steps.${part}.${step}.name`) }) : "";
}
