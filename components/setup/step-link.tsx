import Link from "next/link";
import type { Words } from "@/components/ui/words";
import { findStep, type StepKey } from "@/lib/cmk/parts";
import { routes } from "@/lib/routes";
import { stepName } from "./outcome-look";

type Props = { organisationId: string; step: StepKey; words: Words };

/** Another step, by its part and name. */
export function StepLink({ organisationId, step, words }: Props) {
  const [part = "", id = ""] = step.split("/");
  const target = findStep(part, id);
  if (!target) return null;
  return (
    <Link className="underline underline-offset-2" href={routes.step(organisationId, target.part, target.id)}>
      {words.t(`parts.${target.part}.short`)}, {stepName(step, words)}
    </Link>
  );
}
